import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  getVariableValues,
  Kind,
  KnownTypeNamesRule,
  specifiedRules,
  type ValidationRule,
  validate,
} from 'graphql';
import type { KnownOperation } from '../model.ts';

/** graphql-js lists all types of the schema anew for each document, to suggest one: 2,000 operations against 5,000 types take 10 s of that. */
const knownTypeNames: ValidationRule = (context) => ({
  NamedType: (node) => {
    if (!context.getSchema().getType(node.name.value))
      context.reportError(new GraphQLError(`Unknown type "${node.name.value}".`, { nodes: node }));
  },
});

/** graphql 16 takes a mutation for valid where the schema has none: without a type to look into, its rules look away. */
const knownRootTypes: ValidationRule = (context) => ({
  OperationDefinition: (node) => {
    if (!context.getSchema().getRootType(node.operation))
      context.reportError(new GraphQLError(`The schema has no ${node.operation} type.`, { nodes: node }));
  },
});

const rules = [...specifiedRules.map((rule) => (rule === KnownTypeNamesRule ? knownTypeNames : rule)), knownRootTypes];

/** Validation of operations against one schema; a document that several clients send is validated once. */
export function validator(schema: GraphQLSchema): (document: DocumentNode) => readonly GraphQLError[] {
  const known = new Map<DocumentNode, readonly GraphQLError[]>();
  return (document) => {
    const errors = known.get(document) ?? validate(schema, document, rules);
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
