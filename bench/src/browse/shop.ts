import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrateRoom } from '@cartograph/drizzle/migrate';
import { guest } from '@cartograph/kit/caller';
import { createLocalEventBus, type DomainEvent } from '@cartograph/kit/event';
import { uuidv7 } from '@cartograph/kit/ids';
import { silentLog } from '@cartograph/kit/log';
import { startPostgres } from '@cartograph/postgres/start-postgres';
import { start } from '@cartograph/products/server';
import { connect } from '../floor.ts';
import type { Parts } from '../parts.ts';
import { perProduct, productOf, shelves, skuOf } from './goods.ts';
import type { Asked } from './pages.ts';

const eventOf = (type: string, sequence: number, items: readonly object[]): DomainEvent => ({
  id: uuidv7(),
  type,
  version: 1,
  key: `${sequence}`,
  sequence: null,
  history: false,
  occurredAt: new Date().toISOString(),
  data: { items },
});

export const priceOf = (sku: string, sequence: number, minor: number): DomainEvent =>
  eventOf('pricing.price_changed', sequence, [
    {
      sku,
      sequence,
      prices: [{ currency: 'USD', unitMinor: String(minor), compareAtMinor: null, from: '2026-01-01T00:00:00.000Z', to: null }],
    },
  ]);

/** The products room alone, with so many products, all their prices and a stock that has two of three. */
export async function openShop(products: number, parts: Parts, say: (line: string) => void) {
  const folder = mkdtempSync(join(tmpdir(), 'cartograph-browse-'));
  parts.keep({ stop: () => rmSync(folder, { recursive: true, force: true }) });
  chmodSync(folder, 0o755);
  const server = parts.keep(await startPostgres({ dataDir: join(folder, 'postgres'), password: 'bench' }));
  const databaseUrl = Object.assign(new URL(server.url), { pathname: '/products' }).toString();
  const admin = await connect(server.url);
  await admin.query('create database products');
  await admin.end();
  await migrateRoom('products', databaseUrl);
  const bus = createLocalEventBus();
  const options = { databaseUrl, bus, log: silentLog(), remotes: {}, dataDir: folder, publicUrl: 'http://shop', uploadSecret: 'bench' };
  const room = parts.keep(await start({ ...options, background: false }));
  const publish = async (events: readonly DomainEvent[]): Promise<void> => {
    for (let at = 0; at < events.length; at += 100) await bus.publishAll?.(events.slice(at, at + 100));
  };
  for (let from = 0; from < products; from += 5_000) {
    const some = Array.from({ length: Math.min(5_000, products - from) }, (_, index) => from + index);
    await room.commands.importCatalogue({ categories: shelves, products: some.map(productOf) });
    const skus = some.flatMap((number) => Array.from({ length: perProduct }, (_, nth) => skuOf(number, nth)));
    await publish(skus.map((sku, index) => priceOf(sku, 1, 500 + (((from + index) * 7_919) % 9_500))));
    const stocked = skus.map((sku, index) => ({ sku, sequence: 1, inStock: index % 3 > 0 }));
    const told = Array.from({ length: Math.ceil(stocked.length / 200) }, (_, nth) => stocked.slice(nth * 200, (nth + 1) * 200));
    await publish(told.map((items) => eventOf('inventory.availability_changed', 1, items)));
    say(`${from + some.length} products`);
  }
  const client = await connect(databaseUrl);
  await client.query('vacuum analyze');
  await client.end();
  const ask = async ({ query, variables }: Asked): Promise<Record<string, unknown>> => {
    const { data, errors } = await room.execute({ query, variables }, guest);
    if (errors) throw new Error(errors[0]?.message ?? 'no answer');
    return data ?? {};
  };
  return { ask, publish };
}
