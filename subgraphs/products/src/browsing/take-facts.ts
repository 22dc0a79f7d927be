import type { Database, Queryable } from '@cartograph/kit/db';
import {
  type OrderedUnits,
  type ToldAvailability,
  type ToldPrices,
  writeAvailability,
  writeCancellations,
  writePrices,
  writeSales,
} from '#browsing/fact-store';
import { lockStandingsOf, refreshStandings } from '#browsing/standing-store';

/** Of one transaction: who writes products meanwhile waits for so many at most. */
const maxItems = 2_000;

/** A part at a time. Told again, or late, it changes nothing. */
async function inParts<Told>(told: readonly Told[], take: (some: readonly Told[]) => Promise<void>): Promise<void> {
  for (let start = 0; start < told.length; start += maxItems) await take(told.slice(start, start + maxItems));
}

/** Writes what was told of SKUs, and what it makes of the products concerned. */
const refreshing =
  <Told>(db: Database, write: (tx: Queryable, some: readonly Told[]) => Promise<string[]>) =>
  (some: readonly Told[]): Promise<void> =>
    db.transaction(async (tx) => {
      const skus = await write(tx, some);
      const products = skus.length === 0 ? [] : await lockStandingsOf(tx, skus);
      if (products.length > 0) await refreshStandings(tx, products);
    });

export const takePrices = (db: Database, items: readonly ToldPrices[]): Promise<void> => inParts(items, refreshing(db, writePrices));

export const takeAvailability = (db: Database, items: readonly ToldAvailability[]): Promise<void> =>
  inParts(items, refreshing(db, writeAvailability));

export const takeSales = (db: Database, orders: readonly OrderedUnits[]): Promise<void> => inParts(orders, (some) => writeSales(db, some));

export const takeCancellations = (db: Database, orderIds: readonly string[]): Promise<void> =>
  inParts(orderIds, (some) => writeCancellations(db, some));
