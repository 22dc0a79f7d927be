import type { Promotion } from '#rules/promotion';

/** What the promotions were that need no coupon, by the version of the book: what stands in a version never changes. */
const books = new Map<string, readonly Promotion[]>();

/** Old ones are of orders that are being placed while the shop changes its promotions; more than these are not at once. */
const mostBooks = 8;

export const knownBooks = (): string[] => [...books.keys()];

export const promotionsIn = (version: string): readonly Promotion[] | undefined => books.get(version);

export function keepBook(version: string, promotions: readonly Promotion[]): readonly Promotion[] {
  books.set(version, promotions);
  for (const oldest of [...books.keys()].slice(0, Math.max(0, books.size - mostBooks))) books.delete(oldest);
  return promotions;
}
