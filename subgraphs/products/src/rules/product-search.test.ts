import { expect, test } from 'vitest';
import { readSearch, searchWords } from '#rules/product-search';

test.each([undefined, null, '', '   ', '\n\t', '\u0000'])('%j is no search', (search) => {
  expect(searchWords(search)).toBeUndefined();
});

test('blanks and control characters around and between words do not matter', () => {
  expect(searchWords('  brass\u0000\n lamp ')).toBe('brass lamp');
});

test('quotes and minus signs mean exactly what they say, hyphens do not', () => {
  expect(readSearch('tea -green')).toMatchObject({ wanted: 'tea', unwanted: 'green', exact: true, sku: undefined });
  expect(readSearch('-green')).toMatchObject({ wanted: undefined, unwanted: 'green' });
  expect(readSearch('tea -"first flush" -green')).toMatchObject({ wanted: 'tea', unwanted: '"first flush" or green' });
  expect(readSearch('"green tea" -')).toMatchObject({ wanted: '"green tea"', unwanted: undefined, exact: true });
  expect(readSearch('---tea --"first flush"')).toMatchObject({ wanted: undefined, unwanted: 'tea or "first flush"' });
  expect(readSearch('%% - ""')).toMatchObject({ wanted: '', unwanted: undefined });
  expect(readSearch('"green tea')).toMatchObject({ wanted: '"green tea', exact: true });
  expect(readSearch('MUG-CLASSIC')).toMatchObject({ wanted: 'MUG-CLASSIC', exact: false });
});

test('letters of any width are the same', () => {
  expect(searchWords('ｍｕｇ－ｃｌａｓｓｉｃ')).toBe('mug-classic');
});

test.each([
  ['MUG-CLASSIC', 'MUGCLASSIC', true],
  ['mug classic', 'MUGCLASSIC', true],
  ['mug_classic', 'MUGCLASSIC', true],
  ['mug–cl', 'MUGCL', true],
  ['siku7', 'SIKU7', true],
  ['mug', 'MUG', false],
  ['a-', 'A', false],
  ['Küchenstuhl', undefined, false],
  ['50%', undefined, false],
  ['-mug', undefined, false],
])('%j may be the SKU %j', (typed, sku, skuBegun) => {
  expect(readSearch(typed)).toMatchObject({ sku, skuBegun });
});
