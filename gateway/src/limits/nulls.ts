import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  isNonNullType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { isLeftOut, valuesOf } from '#left-out';

type Variables = Readonly<Record<string, unknown>>;

/**
 * Variables that may be left out but not be null: their type takes null, and a default lets them stand where none may be (October 2021,
 * 5.8.5). For a valid document.
 */
export const neverNull = (schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): ReadonlySet<string> =>
  usedWhereNoNullMayBe(schema, document, operation, () => false);

/** One of them that is null all the same, where the field that it is for is part of the answer. */
export function wrongNull(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
): string | undefined {
  const nulls = Object.keys(variables).filter((name) => variables[name] === null);
  if (nulls.length === 0) return undefined;
  const valueOf = valuesOf(operation, variables);
  const used = usedWhereNoNullMayBe(schema, document, operation, (selection) => isLeftOut(selection, valueOf));
  return nulls.find((name) => used.has(name));
}

function usedWhereNoNullMayBe(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  leftOut: (selection: SelectionNode) => boolean,
): Set<string> {
  const used = new Set<string>();
  const nullable = new Set(
    operation.variableDefinitions?.filter(({ type }) => type.kind !== Kind.NON_NULL_TYPE).map(({ variable }) => variable.name.value),
  );
  if (nullable.size === 0) return used;
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions) if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  const reached = new Set<OperationDefinitionNode | FragmentDefinitionNode>([operation]);
  const types = new TypeInfo(schema);
  const look = (selection: SelectionNode): false | undefined => {
    // Its conditions are looked at, if nothing else of it is.
    if (leftOut(selection)) {
      for (const directive of selection.directives ?? [])
        for (const { value } of directive.arguments ?? []) if (value.kind === Kind.VARIABLE) note(value.name.value);
      return false;
    }
    const part = selection.kind === Kind.FRAGMENT_SPREAD && fragments.get(selection.name.value);
    if (part) reached.add(part);
    return undefined;
  };
  const note = (name: string): void => {
    if (nullable.has(name)) used.add(name);
  };
  const visitor = visitWithTypeInfo(types, {
    VariableDefinition: () => false,
    Field: look,
    InlineFragment: look,
    FragmentSpread: look,
    Variable: ({ name }) => {
      if (isNonNullType(types.getInputType())) note(name.value);
    },
  });
  // Grows while it is walked.
  for (const part of reached) visit(part, visitor);
  return used;
}
