import {
  type GraphQLInputField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLSchema,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isInputType,
  isListType,
  type OperationDefinitionNode,
  typeFromAST,
} from 'graphql';
import { isRecord } from '#is-record';

/** How often something was given, by what it is: the keys are described in gateway/README.md. */
export type Counts = Record<string, number>;

type Variables = Readonly<Record<string, unknown>>;

/** Deeper input than this is not looked into. */
const maxDepth = 24;

const typesOf = new WeakMap<OperationDefinitionNode, readonly (readonly [string, GraphQLInputType])[]>();

/**
 * Adds the shape of one request's variables to `counts`: names of the schema alone (variables, input types and fields, enum values) and
 * never a value of a client. What the schema does not know is left out, whatever it is called.
 */
export function countVariables(counts: Counts, schema: GraphQLSchema, operation: OperationDefinitionNode, variables: Variables): void {
  for (const [name, type] of variableTypes(schema, operation)) {
    const value = Object.hasOwn(variables, name) ? variables[name] : undefined;
    countGiven(counts, `$${name}`, value, type, 0);
  }
}

function variableTypes(schema: GraphQLSchema, operation: OperationDefinitionNode) {
  const known = typesOf.get(operation);
  if (known) return known;
  const types = (operation.variableDefinitions ?? []).flatMap(({ variable, type }) => {
    const found = typeFromAST(schema, type as Parameters<typeof typeFromAST>[1]);
    return isInputType(found) ? [[variable.name.value, found as GraphQLInputType] as const] : [];
  });
  typesOf.set(operation, types);
  return types;
}

function countGiven(counts: Counts, key: string, value: unknown, type: GraphQLInputType, depth: number): void {
  if (value === undefined) return;
  add(counts, value === null ? `${key}=null` : key);
  countValue(counts, value, type, depth);
}

function countValue(counts: Counts, value: unknown, given: GraphQLInputType, depth: number): void {
  if (value === null || value === undefined || depth > maxDepth) return;
  const type = getNullableType(given);
  if (isListType(type)) {
    for (const item of Array.isArray(value) ? value : [value]) countValue(counts, item, type.ofType, depth + 1);
  } else if (isEnumType(type)) {
    if (typeof value === 'string' && type.getValue(value)) add(counts, `${type.name}.${value}`);
  } else if (isInputObjectType(type) && isRecord(value)) {
    add(counts, type.name);
    const fields = type.getFields();
    for (const name of Object.keys(value)) {
      const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
      if (field) countGiven(counts, coordinateOf(type, field), value[name], field.type, depth + 1);
    }
  }
}

const coordinates = new WeakMap<GraphQLInputField, string>();

/** Put together once: a string that is made anew for each request is what counting would cost most. */
function coordinateOf(type: GraphQLInputObjectType, field: GraphQLInputField): string {
  const known = coordinates.get(field);
  if (known !== undefined) return known;
  const coordinate = `${type.name}.${field.name}`;
  coordinates.set(field, coordinate);
  return coordinate;
}

const add = (counts: Counts, key: string): void => {
  counts[key] = (counts[key] ?? 0) + 1;
};
