import type { Shape } from './shape.ts';

export type Json = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/** What may only grow for a promise to be kept, and what may only fall. */
export const lower = ['minLength', 'minimum', 'exclusiveMinimum', 'minItems', 'minProperties'] as const;
export const upper = ['maxLength', 'maximum', 'exclusiveMaximum', 'maxItems', 'maxProperties'] as const;
/** What is kept as it is, or given where nothing was. */
const forms = ['pattern', 'format', 'multipleOf', 'uniqueItems', 'propertyNames', 'contentEncoding', 'contentMediaType'];

/** Keywords that are compared as they are written: they allow more than one shape can say. */
const choices = ['anyOf', 'oneOf', 'allOf', 'not', 'if', 'then', 'else', '$ref', '$dynamicRef', 'dependentRequired', 'dependentSchemas'];
const parts = ['prefixItems', 'contains', 'minContains', 'maxContains', 'patternProperties', 'unevaluatedItems', 'unevaluatedProperties'];

export const opaqueIn = (schema: Json): Map<string, string> =>
  new Map([...choices, ...parts].filter((name) => name in schema).map((name) => [name, JSON.stringify(schema[name])]));

/** Types, null apart, and the only values. What has values and no type has the types of those. */
export function typesIn(schema: Json): Pick<Shape, 'types' | 'nullable' | 'values'> {
  const given = 'const' in schema ? [schema['const']] : schema['enum'];
  const values = Array.isArray(given) ? given : undefined;
  const type = schema['type'];
  const said = typeof type === 'string' ? [type] : Array.isArray(type) ? type.filter((each) => typeof each === 'string') : [];
  const types = said.length > 0 ? said : [...new Set((values ?? []).map(typeOf))];
  const anything = types.length === 0 && opaqueIn(schema).size === 0;
  return {
    types: types.filter((each) => each !== 'null').sort(),
    nullable: values ? values.includes(null) : anything || types.includes('null'),
    ...(values && { values: values.filter((value) => value !== null).map((value) => JSON.stringify(value)) }),
  };
}

const typeOf = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'array' : Number.isInteger(value) ? 'integer' : typeof value;

/** Bounds by keyword, those of whole numbers without the words for "more than" and "less than", and without what every double keeps. */
export function boundsIn(schema: Json, types: readonly string[]): Map<string, number | string> {
  const bounds = new Map<string, number | string>();
  for (const name of [...lower, ...upper, ...forms]) {
    const value = schema[name];
    if (value !== undefined) bounds.set(name, typeof value === 'number' ? value : JSON.stringify(value));
  }
  if (types.join() !== 'integer') return bounds;
  include(bounds, 'exclusiveMinimum', 'minimum', 1);
  include(bounds, 'exclusiveMaximum', 'maximum', -1);
  if (bounds.get('minimum') === Number.MIN_SAFE_INTEGER) bounds.delete('minimum');
  if (bounds.get('maximum') === Number.MAX_SAFE_INTEGER) bounds.delete('maximum');
  return bounds;
}

function include(bounds: Map<string, number | string>, exclusive: string, inclusive: string, step: number): void {
  const value = bounds.get(exclusive);
  if (typeof value !== 'number') return;
  bounds.delete(exclusive);
  const other = bounds.get(inclusive);
  bounds.set(inclusive, typeof other === 'number' ? (step > 0 ? Math.max(other, value + 1) : Math.min(other, value - 1)) : value + step);
}
