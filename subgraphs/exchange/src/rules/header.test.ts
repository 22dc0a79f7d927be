import { expect, test } from 'vitest';
import { readRange } from '#rules/content-range';
import { delimiterOf, headerFault } from '#rules/header';

const columns = [
  { name: 'sku', type: 'text', about: '', required: true },
  { name: 'title', type: 'text', about: '' },
] as const;

test.each([
  ['sku,title', ','],
  ['sku;title', ';'],
  ['sku\ttitle', '\t'],
  ['sku', ','],
])('%j is taken for a line of values with %j between them', (line, delimiter) => {
  expect(delimiterOf(line)).toBe(delimiter);
});

test('all that is wrong with the columns is told at once, with what is allowed', () => {
  expect(headerFault(['title', 'sku'], columns)).toBeUndefined();
  expect(headerFault(['title', 'Titel', 'title'], columns)).toBe(
    'The first line must name the columns: it has "Titel", which is no column of such files; it has "title" more than once; it lacks "sku". Allowed are sku, title.',
  );
});

test.each([
  [undefined, { position: 0, length: undefined, total: undefined }],
  ['bytes 0-999/5000', { position: 0, length: 1000, total: 5000 }],
  ['bytes 1000-1999/*', { position: 1000, length: 1000, total: undefined }],
  ['bytes 5-3/10', undefined],
  ['bytes 0-10/10', undefined],
  ['bytes */10', undefined],
  ['0-9', undefined],
])('Content-Range %j is the part %j', (header, range) => {
  expect(readRange(header)).toEqual(range);
});
