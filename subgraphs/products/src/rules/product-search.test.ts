import { expect, test } from 'vitest';
import { isExact, searchWords } from '#rules/product-search';

test.each([undefined, null, '', '   ', '\n\t', '\u0000'])('%j is no search', (search) => {
  expect(searchWords(search)).toBeUndefined();
});

test('blanks and control characters around and between words do not matter', () => {
  expect(searchWords('  brass\u0000\n lamp ')).toBe('brass lamp');
});

test('quotes and minus signs mean exactly what they say, hyphens do not', () => {
  expect(isExact('tea -green')).toBe(true);
  expect(isExact('"green tea"')).toBe(true);
  expect(isExact('MUG-CLASSIC')).toBe(false);
});
