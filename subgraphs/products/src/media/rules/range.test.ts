import { expect, test } from 'vitest';
import { partAnswer, rangeOf } from '#media/rules/range';

const part = (first: number, last: number) => ({ kind: 'part', range: { first, last } });

test.each([
  ['bytes=0-3', part(0, 3)],
  ['bytes=4-', part(4, 9)],
  ['bytes=-2', part(8, 9)],
  ['bytes=-99', part(0, 9)],
  ['bytes=8-99', part(8, 9)],
  ['bytes=10-', { kind: 'none' }],
  ['bytes=-0', { kind: 'none' }],
  ['bytes=5-2', { kind: 'all' }],
  ['bytes=0-1,4-5', { kind: 'all' }],
  ['pages=1-2', { kind: 'all' }],
  [undefined, { kind: 'all' }],
])('%s of ten bytes', (header, expected) => expect(rangeOf(header, undefined, '"a"', 10)).toEqual(expected));

test('a part is of the file that its reader has, or it is all of the new one', () => {
  expect(rangeOf('bytes=0-3', '"a"', '"a"', 10)).toEqual(part(0, 3));
  expect(rangeOf('bytes=0-3', '"b"', '"a"', 10)).toEqual({ kind: 'all' });
  expect(partAnswer({ kind: 'part', range: { first: 2, last: 4 } }, 10)).toEqual({
    status: 206,
    headers: { 'content-length': '3', 'content-range': 'bytes 2-4/10' },
  });
});
