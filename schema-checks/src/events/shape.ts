/** What a JSON Schema promises of one place in an event's data, as far as it can be compared. */
export interface Shape {
  /** JSON types, sorted, `null` aside. Empty: anything. */
  types: readonly string[];
  nullable: boolean;
  /** The only values, as JSON. */
  values?: readonly string[];
  /** Keywords that bound a value (`maxLength`), by name. */
  bounds: ReadonlyMap<string, number | string>;
  fields: ReadonlyMap<string, Field>;
  /** What an object holds beside its fields: nothing, anything, or values of one shape. */
  rest: 'nothing' | 'anything' | Shape;
  items?: Shape;
  /** Keywords that are compared as they are written (`oneOf`), as JSON; what they may stand for. */
  opaque: ReadonlyMap<string, string>;
  branches: readonly Shape[];
  description: string;
  /** JSON pointer in its file. */
  pointer: string;
}

export interface Field {
  shape: Shape;
  required: boolean;
}

/** The same promise, whatever the words and wherever it stands. */
export const sameShape = (one: Shape, other: Shape): boolean => JSON.stringify(promised(one)) === JSON.stringify(promised(other));

const promised = ({ types, nullable, values, bounds, fields, rest, items, opaque }: Shape): unknown => [
  types,
  nullable,
  values,
  [...bounds].sort(byName),
  [...fields].sort(byName).map(([name, { shape, required }]) => [name, required, promised(shape)]),
  typeof rest === 'string' ? rest : promised(rest),
  items && promised(items),
  [...opaque].sort(byName),
];

const byName = ([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number => (one < other ? -1 : 1);

/** In words: `text`, `number or null`, `one of "a", "b"`. */
export function worded({ types, nullable, values }: Shape): string {
  const what = values
    ? `one of ${values.join(', ')}`
    : types.length === 0
      ? 'anything'
      : types.map((type) => words[type] ?? type).join(' or ');
  return nullable && types.length > 0 ? `${what} or null` : what;
}

const words: Record<string, string> = {
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
};
