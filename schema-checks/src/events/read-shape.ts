import { inPointer } from '../project/json-places.ts';
import { boundsIn, isObject, type Json, opaqueIn, typesIn } from './keywords.ts';
import type { Field, Shape } from './shape.ts';

const deepest = 50;
/** Definitions that refer to each other could be read without end. */
const mostShapes = 2_000;

/** The shape that a JSON Schema (draft 2020-12) describes. */
export const readShape = (schema: Json): Shape => shapeOf(schema, '', { root: schema, refs: [], left: { shapes: mostShapes } });

interface Reading {
  /** Holds the definitions that are referred to. */
  root: Json;
  /** Those that are being read: one that holds itself is not followed twice. */
  refs: readonly string[];
  left: { shapes: number };
}

function shapeOf(given: unknown, where: string, reading: Reading): Shape {
  const { schema, refs, pointer } = resolved(isObject(given) ? given : {}, where, reading);
  const { json, at, nullable } = withoutNull(schema, pointer);
  const inner: Reading = { ...reading, refs };
  const types = typesIn(json);
  // Deeper, or more, than anybody reads: what is there is compared as it is written.
  const deep = where.split('/').length > 2 * deepest || reading.left.shapes < 1;
  reading.left.shapes -= 1;
  const lists = deep ? [] : ['anyOf', 'oneOf', 'allOf'].map((name) => ({ name, list: json[name] }));
  return {
    ...types,
    nullable: nullable || types.nullable,
    bounds: boundsIn(json, types.types),
    fields: deep ? new Map() : fieldsOf(json, at, inner),
    rest: restOf(json, at, deep, inner),
    ...(isObject(json['items']) && !deep && { items: shapeOf(json['items'], `${at}/items`, inner) }),
    opaque: deep ? new Map([['too much', JSON.stringify([json, refs.length > 0 ? reading.root : null])]]) : opaqueIn(json),
    branches: lists.flatMap(({ name, list }) =>
      Array.isArray(list) ? list.map((branch, index) => shapeOf(branch, `${at}/${name}/${index}`, inner)) : [],
    ),
    description: [schema['description'], json['description']].find((text) => typeof text === 'string') ?? '',
    pointer: where,
  };
}

function fieldsOf(schema: Json, at: string, reading: Reading): Map<string, Field> {
  const properties = isObject(schema['properties']) ? schema['properties'] : {};
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  return new Map(
    Object.entries(properties).map(([name, property]) => [
      name,
      { shape: shapeOf(property, `${at}/properties${inPointer(name)}`, reading), required: required.includes(name) },
    ]),
  );
}

function restOf(schema: Json, at: string, deep: boolean, reading: Reading): Shape['rest'] {
  const rest = schema['additionalProperties'];
  if (rest === false) return 'nothing';
  return isObject(rest) && Object.keys(rest).length > 0 && !deep ? shapeOf(rest, `${at}/additionalProperties`, reading) : 'anything';
}

/** A reference into the same file is what it refers to; one to itself, or to another file, stays as it is written. */
function resolved(
  schema: Json,
  pointer: string,
  { refs, ...reading }: Reading,
): { schema: Json; refs: readonly string[]; pointer: string } {
  const { $ref: ref, ...own } = schema;
  if (typeof ref !== 'string' || !/^#(\/|$)/.test(ref) || refs.includes(ref)) return { schema, refs, pointer };
  const parts = ref.split('/').slice(1);
  const found = parts.reduce<unknown>(
    (here, part) => (isObject(here) ? here[part.replaceAll('~1', '/').replaceAll('~0', '~')] : undefined),
    reading.root,
  );
  return isObject(found) ? resolved({ ...found, ...own }, ref.slice(1), { ...reading, refs: [...refs, ref] }) : { schema, refs, pointer };
}

/** `anyOf` of something and null is something that may be null. */
function withoutNull(schema: Json, pointer: string): { json: Json; at: string; nullable: boolean } {
  const choices = Array.isArray(schema['anyOf']) ? schema['anyOf'] : [];
  const others = choices.filter((choice) => !isNull(choice));
  const [only] = others;
  if (choices.length !== 2 || others.length !== 1 || !isObject(only)) return { json: schema, at: pointer, nullable: false };
  return { json: only, at: `${pointer}/anyOf/${choices.indexOf(only)}`, nullable: true };
}

const isNull = (schema: unknown): boolean => isObject(schema) && schema['type'] === 'null';
