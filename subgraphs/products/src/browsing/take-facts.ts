import type { Database, Queryable } from '@cartograph/kit/db';
import {
  addUnits,
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

/** Writes what was told, a part at a time, and what it makes of the products concerned. Told again, or late, it changes nothing. */
async function take<Told>(db: Database, told: readonly Told[], write: (tx: Queryable, some: readonly Told[]) => Promise<string[]>) {
  for (let start = 0; start < told.length; start += maxItems)
    await db.transaction(async (tx) => {
      const skus = await write(tx, told.slice(start, start + maxItems));
      const products = skus.length === 0 ? [] : await lockStandingsOf(tx, skus);
      if (products.length > 0) await refreshStandings(tx, products);
    });
}

export const takePrices = (db: Database, items: readonly ToldPrices[]): Promise<void> => take(db, items, writePrices);

export const takeAvailability = (db: Database, items: readonly ToldAvailability[]): Promise<void> => take(db, items, writeAvailability);

export const takeSales = (db: Database, orders: readonly OrderedUnits[]): Promise<void> =>
  take(db, orders, async (tx, some) => count(tx, await writeSales(tx, some)));

export const takeCancellations = (db: Database, orderIds: readonly string[]): Promise<void> =>
  take(db, orderIds, async (tx, some) => count(tx, await writeCancellations(tx, some)));

const count = async (tx: Queryable, units: ReadonlyMap<string, number>): Promise<string[]> => (units.size === 0 ? [] : addUnits(tx, units));
