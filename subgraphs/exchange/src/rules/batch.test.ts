import { expect, test } from 'vitest';
import { batchesOf } from '#rules/batch';
import type { PlacedRow } from '#rules/read-row';

const rowsOf = (slugs: readonly string[], bytes = 10): PlacedRow[] =>
  slugs.map((slug, index) => ({ number: index + 2, end: (index + 1) * bytes, row: { kind: 'values', values: { slug } } }));
const slug = ({ slug: value }: Readonly<Record<string, unknown>>): string | null => (typeof value === 'string' ? value : null);
const sizes = (rows: readonly PlacedRow[], thingOf?: typeof slug): number[] => [...batchesOf(rows, thingOf)].map(({ length }) => length);

test('the variants of one product are told to its room at once', () => {
  const slugs = Array.from({ length: 1_500 }, (_, index) => `thing-${Math.floor(index / 3)}`);
  expect(sizes(rowsOf(slugs), slug)).toEqual([498, 498, 498, 6]);
  // Where nothing is asked of what rows are about, a product is cut in two.
  expect(sizes(rowsOf(slugs))).toEqual([500, 500, 500]);
});

test('a product of more variants than go at once is told in several batches, and no row is left out or moved', () => {
  const slugs = ['a', 'b', ...Array.from({ length: 1_200 }, () => 'big'), 'c'];
  const rows = rowsOf(slugs);
  expect(sizes(rows, slug)).toEqual([2, 500, 500, 201]);
  expect([...batchesOf(rows, slug)].flat()).toEqual(rows);
});

test('rows of many bytes are fewer to a batch', () => {
  const rows = rowsOf(
    Array.from({ length: 60 }, (_, index) => `thing-${Math.floor(index / 4)}`),
    100_000,
  );
  expect(Math.max(...sizes(rows, slug))).toBeLessThanOrEqual(11);
  expect([...batchesOf(rows, slug)].flat()).toEqual(rows);
});
