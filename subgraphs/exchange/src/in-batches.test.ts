import { expect, test } from 'vitest';
import type { Read } from '#file-reader';
import { inBatches, inBites } from '#in-batches';
import type { PlacedRow } from '#rules/read-row';

const rowsOf = (first: number, count: number): PlacedRow[] =>
  Array.from({ length: count }, (_, index) => {
    const number = first + index;
    return { number, end: number * 10, row: { kind: 'values', values: { slug: `thing-${Math.floor((number - 2) / 3)}` } } };
  });
const slug = ({ slug: value }: Readonly<Record<string, unknown>>): string | null => (typeof value === 'string' ? value : null);

async function* reads(...sizes: number[]): AsyncGenerator<Read> {
  yield { kind: 'header', header: { delimiter: ',', columns: ['slug'] }, end: 5 };
  let first = 2;
  for (const size of sizes) {
    yield { kind: 'rows', rows: rowsOf(first, size) };
    first += size;
  }
  yield { kind: 'broken', number: first, problem: { path: [], message: 'half a row' } };
}

test('batches are as large as they may be, however small the pieces are that a file is read in', async () => {
  const told: string[] = [];
  const rows: PlacedRow[] = [];
  for await (const read of inBatches(reads(200, 200, 200, 700), slug)) {
    told.push(read.kind === 'rows' ? `${read.rows.length} rows` : read.kind);
    if (read.kind === 'rows') rows.push(...read.rows);
  }
  expect(told).toEqual(['header', '498 rows', '498 rows', '304 rows', 'broken']);
  expect(rows).toEqual(rowsOf(2, 1_300));
});

test('a piece of a file is read in small parts, none of which is left out', async () => {
  const piece = Buffer.from(Array.from({ length: 200_000 }, (_, index) => index % 251));
  const bites: Buffer[] = [];
  const pieces = async function* (): AsyncGenerator<Buffer> {
    yield piece;
    yield piece;
  };
  for await (const bite of inBites(pieces())) bites.push(bite);
  expect(Math.max(...bites.map(({ length }) => length))).toBe(65_536);
  expect(Buffer.concat(bites).equals(Buffer.concat([piece, piece]))).toBe(true);
});
