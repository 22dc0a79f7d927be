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
import { noPrices, type Prices } from '#limits/prices';

/** How many a list holds of which nothing is said: variants of a product, payments of an order. */
const usualLength = 10;

type Variables = Readonly<Record<string, unknown>>;

/** How many items a field asks for, and in which lists below it (in all of them when it is not said). */
interface Page {
  size: number;
  fields?: readonly string[] | undefined;
}

/**
 * How many fields the answer may have: each costs one, or what its `@cost` says, and what stands below a list is counted once an item. A page
 * has the items that its `first` or `last` asks for, another list what its `@listSize` says. For a valid document, whose fragments written
 * out are few.
 */
export function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
  prices: Prices = noPrices,
): number {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions) if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  const sizes = sizesIn(operation, variables, prices);

  /** `page`: what was asked for of the connection whose edges stand in this set. */
  const ofSelections = (set: SelectionSetNode | undefined, type: GraphQLNamedType | undefined, page: Page | undefined): number => {
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

  const ofField = (node: FieldNode, parent: GraphQLNamedType | undefined, page: Page | undefined): number => {
    const field = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[node.name.value] : undefined;
    // Introspection too, which graphql-js limits itself.
    if (!parent || !field) return 1;
    const place = `${parent.name}.${node.name.value}`;
    const type = getNamedType(field.type);
    const each = prices.weights.get(place) ?? prices.weights.get(type.name) ?? 1;
    const own = each + weightOfArguments(prices, place, node);
    if (!node.selectionSet) return own;
    const asked = sizes.pageOf(node, field, place);
    if (!isListType(getNullableType(field.type))) return own + ofSelections(node.selectionSet, type, asked);
    const meant = page && (page.fields?.includes(node.name.value) ?? true) ? page.size : undefined;
    return own + (asked?.size ?? meant ?? sizes.lengthOf(node, place)) * ofSelections(node.selectionSet, type, undefined);
  };

  return ofSelections(operation.selectionSet, schema.getRootType(operation.operation) ?? undefined, undefined);
}

/** The same for many requests of one operation: walked once where no variable says how long a list is. */
export function compileCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  prices: Prices,
): (variables: Variables) => number {
  let asked = false;
  const watched: Variables = new Proxy({}, { getOwnPropertyDescriptor: () => void (asked = true) });
  const cost = costOf(schema, document, operation, watched, prices);
  return asked ? (variables) => costOf(schema, document, operation, variables, prices) : () => cost;
}

function weightOfArguments({ weights }: Prices, place: string, node: FieldNode): number {
  let weight = 0;
  for (const { name } of node.arguments ?? []) weight += weights.get(`${place}(${name.value}:)`) ?? 0;
  return weight;
}

/** What arguments and `@listSize` say of how many a field gives. */
function sizesIn(operation: OperationDefinitionNode, variables: Variables, { sizes }: Prices) {
  const defaults = new Map(operation.variableDefinitions?.map((node) => [node.variable.name.value, node.defaultValue]));

  const read = (value: ValueNode | undefined): unknown => {
    if (value?.kind === Kind.VARIABLE) {
      // Its own only: a variable may be called like what every object inherits.
      const { value: name } = value.name;
      return (Object.hasOwn(variables, name) ? variables[name] : undefined) ?? read(defaults.get(name));
    }
    if (value?.kind === Kind.INT) return Number(value.value);
    return value?.kind === Kind.LIST ? value.values : undefined;
  };
  const given = (node: FieldNode, name: string): unknown => read(node.arguments?.find((argument) => argument.name.value === name)?.value);

  return {
    /** The items of a page; undefined for a field without pages. Rooms refuse larger ones, and say so better than a cost would. */
    pageOf: (node: FieldNode, field: GraphQLField<unknown, unknown>, place: string): Page | undefined => {
      const { slicingArguments = ['first', 'last'], sizedFields: fields, assumedSize = usualLength } = sizes.get(place) ?? {};
      const paging = field.args.filter(({ name }) => slicingArguments.includes(name));
      if (paging.length === 0) return undefined;
      const asked = paging.map(({ name, defaultValue }) => given(node, name) ?? defaultValue).filter((size) => typeof size === 'number');
      return { size: asked.length === 0 ? assumedSize : Math.min(Math.max(...asked, 1), maxPageSize), fields };
    },
    /** As many as it is said to give, or as the longest list that was handed in (`skus`), and then never fewer than usual. */
    lengthOf: (node: FieldNode, place: string): number => {
      const lists = (node.arguments ?? []).map(({ value }) => read(value)).filter((value) => Array.isArray(value));
      return sizes.get(place)?.assumedSize ?? Math.max(usualLength, ...lists.map(({ length }) => length));
    },
  };
}
