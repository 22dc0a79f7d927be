import type { CurrencyCode } from '@cartograph/kit/money';
import type { Product, ProductOrder } from '#rules/product';
import { type SearchWay, searchWays } from '#rules/search-way';

/** As they are asked for; the products of a collection without any other order stand in its own. */
export type SortedOrder = ProductOrder | 'COLLECTION';

/** Where a page starts: at the product with this sort key and id. The id decides between equal keys, so no product is met twice. */
export interface Position {
  readonly key: string | number;
  readonly id: string;
  /** How the first page found what it found: the others go on in the same way. */
  readonly way: SearchWay;
}

/** A product on a page, with what RELEVANCE sorts by (millionths, 0 without a search) or its place in the collection. */
export interface Hit extends Product {
  readonly score: number;
  /** What the other orders sort by that other rooms tell of: a price in minor units, units sold, a rating. */
  readonly sortKey?: string | undefined;
}

type SortedBy = Pick<Hit, 'id' | 'title' | 'createdAt' | 'score' | 'sortKey'>;

/** What a cursor holds. The order and the way are in it, so that a cursor of one order, or of another currency's prices, is refused by another. */
export const cursorKeys = (order: SortedOrder, currency: CurrencyCode, way: SearchWay, hit: SortedBy): (string | number)[] => [
  way === 'words' ? named(order, currency) : `${named(order, currency)} ${way}`,
  sortKey(order, hit),
  hit.id,
];

const named = (order: SortedOrder, currency: CurrencyCode): string =>
  order === 'PRICE_ASC' || order === 'PRICE_DESC' ? `${order}:${currency}` : order;

function sortKey(order: SortedOrder, hit: SortedBy): string | number {
  switch (order) {
    case 'RELEVANCE':
    case 'COLLECTION':
      return hit.score;
    case 'NEWEST':
      return hit.createdAt.toISOString();
    case 'TITLE':
      return hit.title;
    case 'PRICE_ASC':
    case 'PRICE_DESC':
    case 'BEST_SELLING':
    case 'RATING':
      return hit.sortKey ?? '';
  }
}

/** The position that a cursor's keys name; undefined when they cannot be of this order. The id is any text still. */
export function positionOf(
  order: SortedOrder,
  currency: CurrencyCode,
  [cursorOrder, key, id]: readonly (string | number)[],
): Position | undefined {
  const [name, by = 'words', ...more] = String(cursorOrder).split(' ');
  const way = searchWays.find((known) => known === by);
  if (name !== named(order, currency) || !way || more.length > 0 || key === undefined || typeof id !== 'string' || !fits[order](key))
    return undefined;
  return { key, id, way };
}

const isInt = (key: string | number): boolean => typeof key === 'number' && Number.isInteger(key) && Math.abs(key) < 2 ** 31;

const isWhole = (key: string | number): boolean =>
  typeof key === 'string' && /^(0|-?[1-9]\d{0,18})$/.test(key) && BigInt.asIntN(64, BigInt(key)) === BigInt(key);

const fits: Record<SortedOrder, (key: string | number) => boolean> = {
  RELEVANCE: isInt,
  COLLECTION: isInt,
  NEWEST: (key) => typeof key === 'string' && /^[1-9]\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(key) && isInstant(key),
  TITLE: (key) => typeof key === 'string' && !key.includes('\u0000'),
  PRICE_ASC: isWhole,
  PRICE_DESC: isWhole,
  BEST_SELLING: isWhole,
  RATING: (key) => typeof key === 'string' && /^\d(\.\d{1,2})?$/.test(key),
};

const isInstant = (text: string): boolean => {
  const date = new Date(text);
  return !Number.isNaN(date.getTime()) && date.toISOString() === text;
};
