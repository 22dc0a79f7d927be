import { type DocumentNode, type GraphQLError, type GraphQLSchema, getVariableValues, Kind, validate } from 'graphql';
import type { KnownOperation } from '../model.ts';

/** Validation of operations against one schema; a document that several clients send is validated once. */
export function validator(schema: GraphQLSchema): (document: DocumentNode) => readonly GraphQLError[] {
  const known = new Map<DocumentNode, readonly GraphQLError[]>();
  return (document) => {
    const errors = known.get(document) ?? validate(schema, document);
    known.set(document, errors);
    return errors;
  };
}

/** What is wrong with an operation's example variables, in the words of GraphQL; undefined when they fit. */
export function wrongVariables(schema: GraphQLSchema, { document, variables }: KnownOperation): string | undefined {
  const [operation] = document.definitions;
  if (!variables || operation?.kind !== Kind.OPERATION_DEFINITION) return undefined;
  const { errors } = getVariableValues(schema, operation.variableDefinitions ?? [], variables, { maxErrors: 1 });
  return errors?.[0]?.message;
}
