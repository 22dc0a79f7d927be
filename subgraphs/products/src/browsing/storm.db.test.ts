import { type Database, openDatabase } from '@cartograph/kit/db';
import { uuidFromName } from '@cartograph/kit/ids';
import { silentLog } from '@cartograph/kit/log';
import { freshDatabaseUrl, patient } from '@cartograph/kit/testing/fresh-database';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { takeAvailability, takeCancellations, takePrices, takeSales } from '#browsing/take-facts';
import { checks } from '#checks';
import { importCatalogue } from '#import-catalogue';
import { catalogue, product } from '#testing/shop';
import { kept, price } from '#testing/told';

/** `npm run storm:catalogue` asks for 10,000 events and ten ends. */
const [events, ends] = process.env['STORM'] === 'long' ? [10_000, 10] : [1_200, 3];
const skus = Array.from({ length: 40 }, (_, index) => `GOOD-${index}`);

/** As bits of a number that looks random, and is the same each time. */
const mixed = (seed: number): number => Math.imul(seed ^ (seed >>> 15), 0x2c1b3c6d) >>> 0;

type Tell = (db: Database) => Promise<void>;

/** The same event each time: prices, stock and orders of some SKU, and cancellations of a third of the orders. */
function eventOf(index: number): Tell {
  const sku = skus[mixed(index) % skus.length] ?? '';
  const sequence = index + 1;
  const orderId = uuidFromName(`order ${Math.floor(index / 8)}`);
  switch (index % 4) {
    case 0:
      return (db) =>
        takePrices(db, [{ sku, sequence, prices: [price(100 + (mixed(index) % 900)), price(500 + index, { currency: 'EUR' })] }]);
    case 1:
      return (db) => takeAvailability(db, [{ sku, sequence, inStock: mixed(index) % 3 === 0 }]);
    case 2:
      return (db) => takeSales(db, [{ orderId: uuidFromName(`order ${index}`), lines: [{ sku, quantity: 1 + (index % 5) }] }]);
    default:
      return (db) => takeCancellations(db, index % 3 === 0 ? [uuidFromName(`order ${index - 1}`)] : [orderId]);
  }
}

async function openShop(): Promise<{ url: string; db: Database }> {
  const url = await freshDatabaseUrl('products');
  const db = openDatabase({ url, max: 6, log: silentLog(), ...patient });
  afterAll(() => db.close());
  const goods = Array.from({ length: 20 }, (_, index) =>
    product(`good-${index}`, {
      variants: [0, 1].map((nth) => {
        const sku = skus[index * 2 + nth] ?? '';
        return { id: uuidFromName(`variant ${sku}`), sku, title: `${nth}` };
      }),
    }),
  );
  await importCatalogue(db, catalogue(...goods));
  return { url, db };
}

let once: unknown[];
beforeAll(async () => {
  const { db } = await openShop();
  for (let index = 0; index < events; index += 1) await eventOf(index)(db);
  once = await kept(db);
}, 300_000);

test('told three times each, in any order, by a room that is ended again and again, a catalogue is as if told once', {
  timeout: 600_000,
}, async () => {
  const { url, db } = await openShop();
  const told = [1, 2, 3].flatMap((time) => Array.from({ length: events }, (_, index) => ({ index, at: mixed(index * 3 + time * 7919) })));
  const waiting = told.sort((one, other) => one.at - other.at).map(({ index }) => index);
  const assassin = openDatabase({ url, max: 1, log: silentLog(), ...patient });
  const every = Math.floor(waiting.length / (ends + 1));
  let ended = 0;
  let failed = 0;
  const lane = async (): Promise<void> => {
    for (let index = waiting.shift(); index !== undefined; index = waiting.shift()) {
      if (waiting.length % every === 0 && ended < ends) {
        ended += 1;
        await assassin.query({
          text: 'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
        });
      }
      // What is not taken comes again, later.
      await eventOf(index)(db).catch(() => {
        failed += 1;
        waiting.push(index);
      });
    }
  };
  await Promise.all(Array.from({ length: 4 }, lane));
  await assassin.close();
  expect([ended, failed > 0]).toEqual([ends, true]);
  expect(await kept(db)).toEqual(once);
  for (const { name, sql } of checks.own.filter(({ invariant }) => invariant === 16))
    expect([name, await db.query({ text: sql })]).toEqual([name, []]);
});

test('a catalogue that took whatever came last would be another', async () => {
  const { db } = await openShop();
  const naive = (sku: string, minor: number) =>
    db.query({ text: 'update sku_facts set prices = $2 where sku = $1', values: [sku, JSON.stringify([price(minor)])] });
  await naive('GOOD-0', 200);
  await naive('GOOD-0', 100);
  const last = await db.query({ text: `select prices -> 0 ->> 'unitMinor' as unit from sku_facts where sku = 'GOOD-0'` });
  await takePrices(db, [{ sku: 'GOOD-0', sequence: 2, prices: [price(200)] }]);
  await takePrices(db, [{ sku: 'GOOD-0', sequence: 1, prices: [price(100)] }]);
  const newest = await db.query({ text: `select prices -> 0 ->> 'unitMinor' as unit from sku_facts where sku = 'GOOD-0'` });
  expect([last, newest]).toEqual([[{ unit: '100' }], [{ unit: '200' }]]);
});
