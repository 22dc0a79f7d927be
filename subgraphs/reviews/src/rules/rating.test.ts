import { expect, test } from 'vitest';
import { averageOf, changeOf, countOf, noReviews } from '#rules/rating';

test('a rating is the mean of its stars, to two decimals, and nothing without a review', () => {
  expect([averageOf(noReviews), countOf(noReviews)]).toEqual([0, 0]);
  expect([averageOf([1, 0, 0, 0, 2]), countOf([1, 0, 0, 0, 2])]).toEqual([3.67, 3]);
  expect(averageOf([0, 0, 0, 0, 9])).toBe(5);
});

test('a review counts while it is published, under the stars that it has then', () => {
  const four = { stars: 4, status: 'PUBLISHED' };
  expect(changeOf(undefined, four)).toEqual([0, 0, 0, 1, 0]);
  expect(changeOf(four, { stars: 4, status: 'REJECTED' })).toEqual([0, 0, 0, -1, 0]);
  expect(changeOf(four, { stars: 1, status: 'PUBLISHED' })).toEqual([1, 0, 0, -1, 0]);
});

test('what nobody saw and nobody sees changes no rating', () => {
  expect(changeOf(undefined, { stars: 4, status: 'PENDING' })).toBeUndefined();
  expect(changeOf({ stars: 4, status: 'PENDING' }, { stars: 1, status: 'REJECTED' })).toBeUndefined();
  expect(changeOf({ stars: 4, status: 'PUBLISHED' }, { stars: 4, status: 'PUBLISHED' })).toBeUndefined();
});
