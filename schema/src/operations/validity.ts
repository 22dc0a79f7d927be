import { type DocumentNode, GraphQLError, type GraphQLSchema, getVariableValues, Kind, validate } from 'graphql';
import type { KnownOperation } from '../model.ts';

/** Validation of operations against one schema; a document that several clients send is validated once. */
export function validator(schema: GraphQLSchema): (document: DocumentNode) => readonly GraphQLError[] {
  const known = new Map<DocumentNode, readonly GraphQLError[]>();
  return (document) => {
    const errors = known.get(document) ?? [...validate(schema, document), ...rootless(schema, document)];
    known.set(document, errors);
    return errors;
  };
}

/** graphql 16 takes a mutation for valid where the schema has none: without a type to look into, its rules look away. */
const rootless = (schema: GraphQLSchema, { definitions }: DocumentNode): GraphQLError[] =>
  definitions
    .filter((node) => node.kind === Kind.OPERATION_DEFINITION)
    .filter(({ operation }) => !schema.getRootType(operation))
    .map((node) => new GraphQLError(`The schema has no ${node.operation} type.`, { nodes: node }));

/** What is wrong with an operation's example variables, in the words of GraphQL; undefined when they fit. */
export function wrongVariables(schema: GraphQLSchema, { document, variables }: KnownOperation): string | undefined {
  const [operation] = document.definitions;
  if (!variables || operation?.kind !== Kind.OPERATION_DEFINITION) return undefined;
  const { errors } = getVariableValues(schema, operation.variableDefinitions ?? [], variables, { maxErrors: 1 });
  return errors?.[0]?.message;
}
