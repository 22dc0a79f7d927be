import { maxPageSize } from '@cartograph/kit/cursor';
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';

/** How many a list holds of which nothing is said: variants of a product, lines of an order. */
const usualLength = 10;

type Variables = Readonly<Record<string, unknown>>;

/**
 * How many fields the answer may have: each costs one, and what stands below a list is counted once an item. A page has the items that
 * its `first` or `last` asks for. For a valid document, whose fragments written out are few.
 */
export function costOf(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode, variables: Variables): number {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions) if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  const sizes = sizesIn(operation, variables);

  /** `page`: the size of the connection whose edges stand in this set. */
  const ofSelections = (set: SelectionSetNode | undefined, type: GraphQLNamedType | undefined, page: number | undefined): number => {
    let cost = 0;
    for (const selection of set?.selections ?? []) {
      if (selection.kind === Kind.FIELD) {
        cost += ofField(selection, type, page);
      } else {
        const part = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
        const condition = part?.typeCondition?.name.value;
        cost += ofSelections(part?.selectionSet, condition === undefined ? type : schema.getType(condition), page);
      }
    }
    return cost;
  };

  const ofField = (node: FieldNode, parent: GraphQLNamedType | undefined, page: number | undefined): number => {
    const field = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[node.name.value] : undefined;
    // Introspection too, which graphql-js limits itself.
    if (!field || !node.selectionSet) return 1;
    const own = sizes.pageOf(node, field);
    const type = getNamedType(field.type);
    if (!isListType(getNullableType(field.type))) return 1 + ofSelections(node.selectionSet, type, own);
    return 1 + (own ?? page ?? sizes.lengthOf(node)) * ofSelections(node.selectionSet, type, undefined);
  };

  return ofSelections(operation.selectionSet, schema.getRootType(operation.operation) ?? undefined, undefined);
}

/** The same for many requests of one operation: walked once where no variable says how long a list is. */
export function compileCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): (variables: Variables) => number {
  let asked = false;
  const watched: Variables = new Proxy({}, { get: () => void (asked = true) });
  const cost = costOf(schema, document, operation, watched);
  return asked ? (variables) => costOf(schema, document, operation, variables) : () => cost;
}

/** What the arguments of a field say of how many it gives. */
function sizesIn(operation: OperationDefinitionNode, variables: Variables) {
  const defaults = new Map(operation.variableDefinitions?.map((node) => [node.variable.name.value, node.defaultValue]));

  const read = (value: ValueNode | undefined): unknown => {
    if (value?.kind === Kind.VARIABLE) return variables[value.name.value] ?? read(defaults.get(value.name.value));
    if (value?.kind === Kind.INT) return Number(value.value);
    return value?.kind === Kind.LIST ? value.values : undefined;
  };
  const given = (node: FieldNode, name: string): unknown => read(node.arguments?.find((argument) => argument.name.value === name)?.value);

  return {
    /** The items of a page; undefined for a field without pages. Rooms refuse larger ones, and say so better than a cost would. */
    pageOf: (node: FieldNode, field: GraphQLField<unknown, unknown>): number | undefined => {
      const paging = field.args.filter(({ name }) => name === 'first' || name === 'last');
      if (paging.length === 0) return undefined;
      const asked = paging.map(({ name, defaultValue }) => given(node, name) ?? defaultValue).filter((size) => typeof size === 'number');
      return asked.length === 0 ? usualLength : Math.min(Math.max(...asked, 1), maxPageSize);
    },
    /** As many as the longest list that was handed in (`skus`), and never fewer than usual. */
    lengthOf: (node: FieldNode): number => {
      const lists = (node.arguments ?? []).map(({ value }) => read(value)).filter((value) => Array.isArray(value));
      return Math.max(usualLength, ...lists.map(({ length }) => length));
    },
  };
}
