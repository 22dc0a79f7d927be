import { expect, test } from 'vitest';
import { isLinked, isListed, listedStatuses } from '#rules/visibility';

test('buyers find published products only', () => {
  expect(listedStatuses(false)).toEqual(['PUBLISHED']);
  expect(isListed('ARCHIVED', false)).toBe(false);
});

test('a buyer who asks for drafts finds nothing', () => {
  expect(listedStatuses(false, ['DRAFT', 'ARCHIVED'])).toEqual([]);
});

test('staff find everything, or what they ask for', () => {
  expect(listedStatuses(true)).toEqual(['DRAFT', 'PUBLISHED', 'ARCHIVED']);
  expect(listedStatuses(true, ['ARCHIVED'])).toEqual(['ARCHIVED']);
});

test('an order still leads to an archived product, but nothing leads a buyer to a draft', () => {
  expect(isLinked('ARCHIVED', false)).toBe(true);
  expect(isLinked('DRAFT', false)).toBe(false);
  expect(isLinked('DRAFT', true)).toBe(true);
});
