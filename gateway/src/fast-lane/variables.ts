import {
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLLeafType,
  type GraphQLSchema,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  type OperationDefinitionNode,
  typeFromAST,
} from 'graphql';

/** True when the schema takes these variables of a request; why it does not take others is said by graphql-js. */
export type Accepts = (variables: Readonly<Record<string, unknown>>) => boolean;

type Check = (value: unknown) => boolean;

/** The rules by which graphql-js coerces variables, put together once an operation; undefined for one that the schema does not know. */
export function compileVariables(schema: GraphQLSchema, operation: OperationDefinitionNode): Accepts | undefined {
  const checkOf = compiler();
  const checks: [name: string, optional: boolean, check: Check][] = [];
  for (const { variable, type: node, defaultValue } of operation.variableDefinitions ?? []) {
    const type = typeFromAST(schema, node as Parameters<typeof typeFromAST>[1]);
    if (!isInputType(type)) return undefined;
    checks.push([variable.name.value, defaultValue !== undefined || !isNonNullType(type), checkOf(type as GraphQLInputType)]);
  }
  return (variables) => {
    try {
      return checks.every(([name, optional, check]) => (Object.hasOwn(variables, name) ? check(variables[name]) : optional));
    } catch {
      // Nested too deep for the stack.
      return false;
    }
  };
}

/** Each input type is compiled once, so that one that holds itself ends. */
function compiler(): (type: GraphQLInputType) => Check {
  const objects = new Map<GraphQLInputObjectType, Check>();
  const checkOf = (type: GraphQLInputType): Check => {
    if (!isNonNullType(type)) {
      const check = present(type);
      return (value) => value === null || value === undefined || check(value);
    }
    const check = present(type.ofType as GraphQLInputType);
    return (value) => value !== null && value !== undefined && check(value);
  };
  /** For a value that is not null. */
  const present = (type: GraphQLInputType): Check => {
    if (isListType(type)) return list(checkOf(type.ofType as GraphQLInputType));
    if (!isInputObjectType(type)) return leaf(type as GraphQLLeafType);
    const known = objects.get(type);
    if (known) return known;
    let compiled: Check | undefined;
    const check: Check = (value) => {
      compiled ??= object(type, checkOf);
      return compiled(value);
    };
    objects.set(type, check);
    return check;
  };
  return checkOf;
}

/** A single value stands for a list of one. */
const list =
  (item: Check): Check =>
  (value) =>
    Array.isArray(value) ? value.every(item) : item(value);

const leaf =
  (type: GraphQLLeafType): Check =>
  (value) => {
    try {
      return type.parseValue(value) !== undefined;
    } catch {
      return false;
    }
  };

function object(type: GraphQLInputObjectType, checkOf: (type: GraphQLInputType) => Check): Check {
  const fields = new Map(Object.values(type.getFields()).map((field) => [field.name, checkOf(field.type)]));
  const required = Object.values(type.getFields())
    .filter((field) => isNonNullType(field.type) && field.defaultValue === undefined)
    .map((field) => field.name);
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    const given = value as Readonly<Record<string, unknown>>;
    const names = Object.keys(given);
    if (type.isOneOf && (names.length !== 1 || given[names[0] ?? ''] === null)) return false;
    return names.every((name) => fields.get(name)?.(given[name]) ?? false) && required.every((name) => Object.hasOwn(given, name));
  };
}
