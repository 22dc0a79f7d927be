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
  sortKey: '4',
} as const;

const everyOrder: ProductOrder[] = ['RELEVANCE', 'NEWEST', 'TITLE', 'PRICE_ASC', 'PRICE_DESC', 'BEST_SELLING', 'RATING'];

test.each(everyOrder)('a cursor by %s leads back to its product', (order) => {
  const keys: Partial<Record<ProductOrder, string | number>> = {
    RELEVANCE: 607_927,
    NEWEST: '2026-01-31T12:00:00.123Z',
    TITLE: 'Classic Mug',
  };
  const key = keys[order] ?? '4';
  for (const way of searchWays) expect(positionOf(order, 'USD', cursorKeys(order, 'USD', way, hit))).toEqual({ key, id: hit.id, way });
});

test('a cursor of one order is no cursor of another, nor one of another currency', () => {
  expect(positionOf('PRICE_ASC', 'EUR', cursorKeys('PRICE_ASC', 'USD', 'words', hit))).toBeUndefined();
  expect(positionOf('TITLE', 'USD', cursorKeys('NEWEST', 'USD', 'words', hit))).toBeUndefined();
});

test.each(['NEWEST guessed', 'NEWEST begun more', 'NEWEST ', ' begun'])('a made-up way, %j, is none', (order) => {
  expect(positionOf('NEWEST', 'USD', [order, '2026-01-31T12:00:00.123Z', hit.id])).toBeUndefined();
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
  ['BEST_SELLING', '99999999999999999999'],
  ['BEST_SELLING', 'many'],
  ['RATING', '44'],
] as const)('a made-up cursor by %s with %j is none', (order, key) => {
  expect(positionOf(order, 'USD', [order, key, hit.id])).toBeUndefined();
});
