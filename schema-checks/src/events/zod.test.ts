import { expect, test } from 'vitest';
import { z } from 'zod';
import type { Level } from '../model.ts';
import { diffShapes } from './diff-shapes.ts';
import { describes, stepsOf } from './paths.ts';
import { readShape } from './read-shape.ts';

const shape = (schema: z.ZodType) => readShape(JSON.parse(JSON.stringify(z.toJSONSchema(schema))));
const data = (field: z.ZodType) => shape(z.object({ a: field }));
const card = z.object({ kind: z.literal('card'), last4: z.string() });
const cash = z.object({ kind: z.literal('cash') });

// What a declaration becomes and what that is to a reader.
test.each<[what: string, before: z.ZodType, after: z.ZodType, said: string[]]>([
  ['nothing', z.uuid().nullable(), z.uuid().nullable(), []],
  ['optional', z.string(), z.string().optional(), ['breaking EVENT_FIELD_BECAME_OPTIONAL']],
  ['nullable', z.uuid(), z.uuid().nullable(), ['breaking EVENT_FIELD_BECAME_NULLABLE']],
  ['nullish', z.int(), z.int().nullish(), ['breaking EVENT_FIELD_BECAME_NULLABLE', 'breaking EVENT_FIELD_BECAME_OPTIONAL']],
  ['never null', z.enum(['x']).nullable(), z.enum(['x']), ['safe EVENT_FIELD_TIGHTENED']],
  ['required', z.string().optional(), z.string(), ['safe EVENT_FIELD_BECAME_REQUIRED']],
  ['one value more', z.enum(['x']), z.enum(['x', 'y']), ['breaking EVENT_ENUM_VALUE_ADDED']],
  ['one value fewer, where it may be null', z.enum(['x', 'y']).nullable(), z.enum(['y']).nullable(), ['safe EVENT_ENUM_VALUE_REMOVED']],
  ['another literal', z.literal('x'), z.literal('y'), ['breaking EVENT_ENUM_VALUE_ADDED', 'safe EVENT_ENUM_VALUE_REMOVED']],
  ['any text instead of some', z.enum(['x']), z.string(), ['breaking EVENT_FIELD_LOOSENED']],
  ['a UUID no more', z.uuid(), z.string(), ['breaking EVENT_FIELD_LOOSENED']],
  ['a time', z.string(), z.iso.datetime(), ['safe EVENT_FIELD_TIGHTENED']],
  ['another pattern', z.string().regex(/^\d+$/), z.string().regex(/^-?\d+$/), ['breaking EVENT_FIELD_LOOSENED']],
  ['longer', z.string().max(3), z.string().max(4), ['breaking EVENT_FIELD_LOOSENED']],
  ['shorter', z.string().max(4).nullable(), z.string().max(3).nullable(), ['safe EVENT_FIELD_TIGHTENED']],
  ['more than nothing, in other words', z.int().positive(), z.int().min(1), []],
  ['any number', z.int(), z.number(), ['breaking EVENT_FIELD_TYPE_CHANGED']],
  ['whole numbers', z.number(), z.int(), ['safe EVENT_FIELD_TIGHTENED']],
  ['below zero, too', z.int().min(0), z.int(), ['breaking EVENT_FIELD_LOOSENED']],
  ['maybe no element', z.array(z.string()).min(1), z.array(z.string()), ['breaking EVENT_FIELD_LOOSENED']],
  ['a list of one instead', z.string(), z.array(z.string()), ['breaking EVENT_FIELD_TYPE_CHANGED']],
  ['elements that may be null', z.array(z.int()), z.array(z.int().nullable()), ['breaking EVENT_FIELD_BECAME_NULLABLE']],
  ['a map of other values', z.record(z.string(), z.int()), z.record(z.string(), z.string()), ['breaking EVENT_FIELD_TYPE_CHANGED']],
  ['anything', z.string(), z.unknown(), ['breaking EVENT_FIELD_TYPE_CHANGED']],
  [
    'one choice more',
    z.discriminatedUnion('kind', [card]),
    z.discriminatedUnion('kind', [card, cash]),
    ['breaking EVENT_FIELD_SCHEMA_CHANGED'],
  ],
  ['another tuple', z.tuple([z.string()]), z.tuple([z.int()]), ['breaking EVENT_FIELD_SCHEMA_CHANGED']],
])('a field that becomes %s', (_, before, after, said) => {
  const differences = diffShapes(data(before), data(after)).map(({ level, kind }: { level: Level; kind: string }) => `${level} ${kind}`);
  expect(differences.sort()).toEqual(said);
});

test('a path is found in lists, maps, what may be null, and in one of several choices', () => {
  const order = shape(
    z.object({
      lines: z.array(z.object({ sku: z.string() }).nullable()),
      units: z.record(z.string(), z.object({ sold: z.int() })),
      payment: z.discriminatedUnion('kind', [card, cash]),
    }),
  );
  const known = ['lines', 'lines[]', 'lines[].sku', 'units.*.sold', 'payment.kind', 'payment.last4'];
  const unknown = ['line', 'lines.sku', 'lines[][]', 'lines[].size', 'units.sold', 'payment.last5', 'lines[].sku.x'];
  expect([...known, ...unknown].filter((path) => describes(order, stepsOf(path)))).toEqual(known);
});

test('what refers to itself is read once and compared as it is written', () => {
  const tree = z.object({
    name: z.string(),
    get children() {
      return z.array(tree);
    },
  });
  expect(describes(shape(tree), stepsOf('children[].name'))).toBe(true);
  expect(diffShapes(shape(tree), shape(tree))).toEqual([]);
});
