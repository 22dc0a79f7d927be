import type { Queryable } from '@cartograph/kit/db';
import type { Logger } from '@cartograph/kit/log';
import DataLoader from 'dataloader';
import { findOnSale } from '#find-on-sale';
import { findPoints } from '#find-points';
import { loadPrices, type PriceKey } from '#price-store';
import { findLowestPrior } from '#prices/find-lowest-prior';
import { type EntriesKey, loadEntries, nameOfEntries } from '#prices/price-entry-store';
import { loadPriceListsById } from '#prices/price-list-store';
import type { PriceEntry } from '#prices/rules/price-entry';
import type { PriceListRow } from '#prices/rules/price-list-state';
import { countUses, type KeptPromotion, loadPromotions } from '#promotion-store';
import { quoteBaskets } from '#quote-baskets';
import type { PricingRemotes } from '#remotes/remotes';
import { type Basket, groupsOf } from '#rules/basket';
import { choosePrice } from '#rules/price-choice';
import type { Price } from '#rules/price-list';
import type { PriceOutcome } from '#rules/quote';

export interface Loaders {
  /** By id; null for an unknown one. */
  readonly promotion: DataLoader<string, KeptPromotion | null>;
  /** Live claims of promotions, by id. */
  readonly promotionUses: DataLoader<string, number>;
  /** Of all lists, for staff. */
  readonly entries: DataLoader<EntriesKey, PriceEntry[], string>;
  /** By id. */
  readonly priceList: DataLoader<string, PriceListRow>;
  /** In minor units; null: nothing to say. */
  readonly lowestPrior: DataLoader<PriceKey, bigint | null, string>;
  /** Null: no price in that currency for that customer. */
  readonly price: DataLoader<PriceKey & { readonly quantity: number }, Price | null, string>;
  /** With points, customers is asked; without its answer these quotes fail, and no others. */
  readonly quote: DataLoader<Basket, PriceOutcome>;
  /** By SKU; products is asked. */
  readonly onSale: DataLoader<string, boolean>;
}

const nameOfPrior = ({ sku, currency, customerId }: PriceKey): string => `${currency} ${customerId} ${sku}`;
const nameOf = ({ sku, currency, quantity }: PriceKey & { quantity: number }): string => `${currency} ${quantity} ${sku}`;
const ofSku = ({ sku, currency }: Pick<PriceKey, 'sku' | 'currency'>): string => `${currency} ${sku}`;

/** A fresh set for one request: each of them asks the database, or products, once, however many keys there are. */
export function createLoaders(db: Queryable, { products, customers }: PricingRemotes, log: Logger): Loaders {
  const points = new DataLoader((customerIds: readonly string[]) => findPoints(customers, customerIds, log));
  return {
    price: new DataLoader(
      async (keys: readonly (PriceKey & { quantity: number })[]) => {
        const found = await loadPrices(db, keys);
        const bySku = Map.groupBy(found.prices, ofSku);
        return keys.map((key) => {
          const shopper = { at: found.now, groups: groupsOf(found, key) };
          return choosePrice(bySku.get(ofSku(key)) ?? [], shopper, key.quantity) ?? null;
        });
      },
      { cacheKeyFn: nameOf },
    ),
    entries: new DataLoader(
      async (keys: readonly EntriesKey[]) => {
        const found = await loadEntries(db, keys);
        return keys.map((key) => found.get(nameOfEntries(key)) ?? []);
      },
      { cacheKeyFn: nameOfEntries },
    ),
    priceList: new DataLoader(async (ids: readonly string[]) => {
      const found = new Map((await loadPriceListsById(db, ids)).map((list) => [list.id, list]));
      return ids.map((id) => found.get(id) ?? new Error('a price has no list'));
    }),
    promotion: new DataLoader(async (ids: readonly string[]) => {
      const found = new Map((await loadPromotions(db, ids)).map((promotion) => [promotion.id, promotion]));
      return ids.map((id) => found.get(id) ?? null);
    }),
    promotionUses: new DataLoader(async (ids: readonly string[]) => {
      const uses = await countUses(db, ids);
      return ids.map((id) => uses.get(id) ?? 0);
    }),
    lowestPrior: new DataLoader((keys: readonly PriceKey[]) => findLowestPrior(db, keys), { cacheKeyFn: nameOfPrior }),
    quote: new DataLoader((baskets: readonly Basket[]) => quoteBaskets(db, baskets, (id) => points.load(id)), { cache: false }),
    onSale: new DataLoader((skus: readonly string[]) => findOnSale(products, skus, log)),
  };
}
