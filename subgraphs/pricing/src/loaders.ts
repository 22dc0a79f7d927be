import type { Queryable } from '@cartograph/kit/db';
import type { Logger } from '@cartograph/kit/log';
import DataLoader from 'dataloader';
import { findOnSale } from '#find-on-sale';
import { findPoints } from '#find-points';
import { quoteBaskets } from '#quote-baskets';
import type { PricingRemotes } from '#remotes/remotes';
import type { Basket } from '#rules/basket';
import type { Price } from '#rules/price-list';
import type { PriceOutcome } from '#rules/quote';
import { loadPrices, type PriceKey } from '#rules-store';

export interface Loaders {
  /** Null: no price in that currency. */
  readonly price: DataLoader<PriceKey, Price | null, string>;
  /** With points, customers is asked; without its answer these quotes fail, and no others. */
  readonly quote: DataLoader<Basket, PriceOutcome>;
  /** By SKU; products is asked. */
  readonly onSale: DataLoader<string, boolean>;
}

const nameOf = ({ sku, currency }: PriceKey): string => `${currency} ${sku}`;

/** A fresh set for one request: each of them asks the database, or products, once, however many keys there are. */
export function createLoaders(db: Queryable, { products, customers }: PricingRemotes, log: Logger): Loaders {
  const points = new DataLoader((customerIds: readonly string[]) => findPoints(customers, customerIds, log));
  return {
    price: new DataLoader(
      async (keys: readonly PriceKey[]) => {
        const found = new Map((await loadPrices(db, keys)).map((price) => [nameOf(price), price]));
        return keys.map((key) => found.get(nameOf(key)) ?? null);
      },
      { cacheKeyFn: nameOf },
    ),
    quote: new DataLoader((baskets: readonly Basket[]) => quoteBaskets(db, baskets, (id) => points.load(id)), { cache: false }),
    onSale: new DataLoader((skus: readonly string[]) => findOnSale(products, skus, log)),
  };
}
