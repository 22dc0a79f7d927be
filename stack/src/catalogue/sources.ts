import type { Queryable } from '@cartograph/kit/db';
import { openDatabase } from '@cartograph/kit/db';
import { silentLog } from '@cartograph/kit/log';
import type { EachRoom } from '../rooms.ts';

const pageRows = 1_000;

/** What pricing, inventory and orders say of the catalogue, each by its own code on its own database; and products' database. */
export async function openSources(databases: EachRoom<string>, applicationName: string) {
  const open = (url: string) => openDatabase({ url, log: silentLog(), max: 1, applicationName, silenceMs: 300_000 });
  const [products, pricing, inventory, orders] = [databases.products, databases.pricing, databases.inventory, databases.orders].map(open);
  if (!products || !pricing || !inventory || !orders) throw new Error('a room has no database');
  const [{ priceFacts }, { availabilityFacts }, { salesFacts }] = await Promise.all([
    import('@cartograph/pricing/server'),
    import('@cartograph/inventory/server'),
    import('@cartograph/orders/server'),
  ]);
  const paged =
    <Page>(facts: (db: Queryable, after: string, limit: number) => Promise<Page>, db: Queryable) =>
    (after: string): Promise<Page> =>
      facts(db, after, pageRows);
  return {
    products,
    sources: { prices: paged(priceFacts, pricing), availability: paged(availabilityFacts, inventory), sales: paged(salesFacts, orders) },
    close: () => Promise.all([products, pricing, inventory, orders].map((db) => db.close())),
  };
}
