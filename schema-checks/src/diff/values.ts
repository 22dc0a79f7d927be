import { isDeepStrictEqual } from 'node:util';
import {
  astFromValue,
  type ConstDirectiveNode,
  type ConstValueNode,
  type GraphQLArgument,
  type GraphQLInputField,
  Kind,
  print,
} from 'graphql';

type InputValue = GraphQLArgument | GraphQLInputField;

/** A literal with the fields of its objects sorted: their order says nothing. */
function sorted(value: ConstValueNode): ConstValueNode {
  if (value.kind === Kind.LIST) return { ...value, values: value.values.map(sorted) };
  if (value.kind !== Kind.OBJECT) return value;
  const fields = value.fields.map((field) => ({ ...field, value: sorted(field.value) }));
  return { ...value, fields: fields.sort((one, other) => (one.name.value < other.name.value ? -1 : 1)) };
}

export const printValue = (value: ConstValueNode): string => print(sorted(value));

/** A directive as written, its arguments sorted; under another name when it goes by an alias. */
export function printDirective(directive: ConstDirectiveNode, name = directive.name.value): string {
  const args = (directive.arguments ?? []).map((arg) => `${arg.name.value}: ${printValue(arg.value)}`).sort();
  return args.length === 0 ? `@${name}` : `@${name}(${args.join(', ')})`;
}

/** A default as an author would write it; undefined when there is none. */
export function printDefault({ defaultValue, astNode, type }: InputValue): string | undefined {
  if (defaultValue === undefined) return undefined;
  if (astNode?.defaultValue) return printValue(astNode.defaultValue);
  try {
    const node = astFromValue(defaultValue, type);
    if (node) return print(node);
  } catch {
    // A custom scalar may hold what no literal says.
  }
  return JSON.stringify(defaultValue);
}

/** By what they mean: `{a: 1, b: 2}` and `{b: 2, a: 1}`, `1` and `1.0` of a Float are the same. */
export const sameDefault = (before: InputValue, after: InputValue): boolean =>
  isDeepStrictEqual(plain(before.defaultValue), plain(after.defaultValue)) || printDefault(before) === printDefault(after);

/** Coerced objects have no prototype, those that code gives have one. */
const plain = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== 'object') return value;
  return new Map(Object.entries(value).map(([key, item]) => [key, plain(item)]));
};
