import type { Queryable } from '@cartograph/kit/db';
import type { Logger } from '@cartograph/kit/log';
import DataLoader from 'dataloader';
import { findOnSale } from '#find-on-sale';
import { quoteBaskets } from '#quote-baskets';
import type { ProductsRemote } from '#remotes/products';
import type { Basket } from '#rules/basket';
import type { Price } from '#rules/price-list';
import type { PriceOutcome } from '#rules/quote';
import { loadPrices, type PriceKey } from '#rules-store';

export interface Loaders {
  /** Null: no price in that currency. */
  readonly price: DataLoader<PriceKey, Price | null, string>;
  readonly quote: DataLoader<Basket, PriceOutcome>;
  /** By SKU; products is asked. */
  readonly onSale: DataLoader<string, boolean>;
}

const nameOf = ({ sku, currency }: PriceKey): string => `${currency} ${sku}`;

/** A fresh set for one request: each of them asks the database, or products, once, however many keys there are. */
export const createLoaders = (db: Queryable, products: ProductsRemote, log: Logger): Loaders => ({
  price: new DataLoader(
    async (keys: readonly PriceKey[]) => {
      const found = new Map((await loadPrices(db, keys)).map((price) => [nameOf(price), price]));
      return keys.map((key) => found.get(nameOf(key)) ?? null);
    },
    { cacheKeyFn: nameOf },
  ),
  quote: new DataLoader((baskets: readonly Basket[]) => quoteBaskets(db, baskets), { cache: false }),
  onSale: new DataLoader((skus: readonly string[]) => findOnSale(products, skus, log)),
});
