import { expect, test } from 'vitest';
import type { ProductOrder } from '#rules/product';
import { cursorKeys, positionOf } from '#rules/product-position';
import { searchWays } from '#rules/search-way';

const hit = {
  id: '0198c0de-0000-7000-8000-000000000001',
  slug: 'classic-mug',
  title: 'Classic Mug',
  description: null,
  status: 'PUBLISHED',
  createdAt: new Date('2026-01-31T12:00:00.123Z'),
  score: 607_927,
} as const;

const everyOrder: ProductOrder[] = ['RELEVANCE', 'NEWEST', 'TITLE'];

test.each(everyOrder)('a cursor by %s leads back to its product', (order) => {
  const key = { RELEVANCE: 607_927, NEWEST: '2026-01-31T12:00:00.123Z', TITLE: 'Classic Mug' }[order];
  for (const way of searchWays) expect(positionOf(order, cursorKeys(order, way, hit))).toEqual({ key, id: hit.id, way });
});

test('a cursor of one order is no cursor of another', () => {
  expect(positionOf('TITLE', cursorKeys('NEWEST', 'words', hit))).toBeUndefined();
});

test.each(['NEWEST guessed', 'NEWEST begun more', 'NEWEST ', ' begun'])('a made-up way, %j, is none', (order) => {
  expect(positionOf('NEWEST', [order, '2026-01-31T12:00:00.123Z', hit.id])).toBeUndefined();
});

test.each([
  ['RELEVANCE', '607927'],
  ['RELEVANCE', 0.5],
  ['RELEVANCE', 2 ** 40],
  ['NEWEST', 'yesterday'],
  ['NEWEST', '0000-01-01T00:00:00.000Z'],
  ['NEWEST', '2026-02-30T00:00:00.000Z'],
  ['NEWEST', 7],
  ['TITLE', 'a\u0000'],
  ['TITLE', 7],
] as const)('a made-up cursor by %s with %j is none', (order, key) => {
  expect(positionOf(order, [order, key, hit.id])).toBeUndefined();
});
