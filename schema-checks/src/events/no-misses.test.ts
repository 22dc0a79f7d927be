import { expect, test } from 'vitest';
import { z } from 'zod';
import { type Difference, diffShapes } from './diff-shapes.ts';
import { readShape } from './read-shape.ts';

const uuid = '0198c0de-7a11-7000-8000-000000000007';
const texts = [
  z.string(),
  z.string().max(3),
  z.string().min(2),
  z.string().length(3),
  z.string().regex(/^\d+$/),
  z.uuid(),
  z.uuidv7(),
  z.iso.datetime(),
  z.iso.datetime({ offset: true }),
];
const numbers = [z.number(), z.int(), z.int().positive(), z.int().min(0).max(9), z.number().lt(9), z.number().multipleOf(2)];
const others = [z.boolean(), z.unknown(), z.enum(['a', '12']), z.enum(['a']), z.literal(1), z.literal(['a', 1])];
const lists = [z.array(z.string()), z.array(z.int()).min(1), z.array(z.string()).max(1), z.tuple([z.string()])];
const objects = [z.object({}), z.object({ a: z.int() }), z.object({ a: z.int().optional(), b: z.int() }), z.record(z.string(), z.int())];
const choices = [z.union([z.string(), z.int()]), z.union([z.string(), z.boolean()]), z.intersection(z.string(), z.uuid())];
const plain: z.ZodType[] = [...texts, ...numbers, ...others, ...lists, ...objects, ...choices];
const schemas = plain.flatMap((schema) => [schema, schema.nullable(), schema.optional()]);

const scalars = [
  null,
  '',
  'a',
  'ab',
  'abc',
  'abcd',
  '12',
  uuid,
  '2026-01-01T00:00:00Z',
  '2026-01-01T00:00:00+02:00',
  '6f1c2a52-54a3-4f4e-9d86-8a3d9f4a2b11',
  -1,
  0,
  1,
  2.5,
  8.5,
  9,
  12,
  true,
];
const values: unknown[] = [...scalars, [], ['a'], ['a', 'b'], [1], {}, { a: 1 }, { a: 1, b: 1 }, { b: 1 }, { a: 'a' }, undefined];

/** Where in the data a field stands, and a value there. */
const contexts = {
  'a field': [(schema) => z.object({ x: schema }), (x) => (x === undefined ? {} : { x })],
  'a field of elements': [(schema) => z.object({ l: z.array(z.object({ x: schema })) }), (x) => ({ l: [x === undefined ? {} : { x }] })],
  'a field of what may be null': [
    (schema) => z.object({ n: z.object({ x: schema }).nullable() }),
    (x) => ({ n: x === undefined ? {} : { x } }),
  ],
} satisfies Record<string, [around: (schema: z.ZodType) => z.ZodObject, put: (value: unknown) => object]>;

/** Pairs of versions of which the later one lets something through that the earlier one did not, and no difference says so. */
function misses(names: (keyof typeof contexts)[], told: (differences: Difference[]) => boolean): { pairs: number; missed: string[] } {
  const missed: string[] = [];
  let pairs = 0;
  for (const name of names) {
    const [around, put] = contexts[name];
    const known = schemas.map((schema) => {
      const whole = around(schema);
      const json = z.toJSONSchema(whole);
      return { json, shape: readShape(json), takes: values.map((value) => whole.safeParse(put(value)).success) };
    });
    for (const before of known) {
      for (const after of known) {
        const index = after.takes.findIndex((taken, at) => taken && !before.takes[at]);
        if (index < 0) continue;
        pairs += 1;
        if (!told(diffShapes(before.shape, after.shape)))
          missed.push(`${name}, ${JSON.stringify(values[index])}: ${JSON.stringify([before.json, after.json])}`);
      }
    }
  }
  return { pairs, missed };
}

const breaking = ({ level }: Difference): boolean => level === 'breaking';

test('no version says what the one before it never said without a breaking change', () => {
  const { pairs, missed } = misses(['a field', 'a field of elements', 'a field of what may be null'], (differences) =>
    differences.some(breaking),
  );
  expect(missed.slice(0, 3)).toEqual([]);
  expect(pairs).toBeGreaterThan(10_000);
});

test('were null, loosened fields or choices let through, that would be seen', () => {
  for (const kind of ['EVENT_FIELD_BECAME_NULLABLE', 'EVENT_FIELD_LOOSENED', 'EVENT_FIELD_SCHEMA_CHANGED', 'EVENT_ENUM_VALUE_ADDED'])
    expect(
      misses(['a field'], (differences) => differences.some((each) => breaking(each) && each.kind !== kind)).missed.length,
    ).toBeGreaterThan(0);
});

test('what stays as it was is no difference', () => {
  for (const schema of schemas) {
    const [one, other] = [readShape(z.toJSONSchema(z.object({ x: schema }))), readShape(z.toJSONSchema(z.object({ x: schema })))];
    expect(diffShapes(one, other)).toEqual([]);
  }
});
