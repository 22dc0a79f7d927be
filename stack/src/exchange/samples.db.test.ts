import { readFileSync } from 'node:fs';
import { openDatabase } from '@cartograph/kit/db';
import { silentLog } from '@cartograph/kit/log';
import { beforeAll, expect, test } from 'vitest';
import { type OpenExchange, openExchange } from '../testing/open-exchange.ts';

const sample = (name: string): Buffer => readFileSync(new URL(`../../../docs/samples/${name}.csv`, import.meta.url));
const page = readFileSync(new URL('../../../docs/filling-a-shop.md', import.meta.url), 'utf8');
let shop: OpenExchange;

/** As the page says: what is made through the API is there. */
beforeAll(async () => {
  shop = await openExchange();
  const { pricing, inventory } = shop.rooms;
  await pricing.commands.importPricing({ coupons: [{ code: 'SPRING', basisPoints: 1_000 }] });
  await inventory.commands.importStock({ locations: [{ id: 'main', name: 'Main', priority: 1 }], levels: [] });
  const db = openDatabase({ url: shop.databases.customers, log: silentLog() });
  await db.query({ text: `insert into customer_groups (code, name) values ('wholesale', 'Wholesale')` });
  await db.close();
}, 300_000);

test.each([
  ['PRODUCTS', 5],
  ['PRICES', 6],
  ['STOCK', 4],
  ['CUSTOMERS', 2],
  ['COUPONS', 3],
] as const)('the sample of %s comes into a shop as the page says, once', async (data, rows) => {
  const file = sample(data.toLowerCase());
  expect(await shop.bring(data, file, true)).toEqual({ told: `${rows} rows: ${rows} changed, 0 refused`, refusals: [] });
  expect(await shop.bring(data, file)).toEqual({ told: `${rows} rows: ${rows} changed, 0 refused`, refusals: [] });
  expect((await shop.bring(data, file)).told).toBe(`${rows} rows: 0 changed, 0 refused`);
  expect(page).toContain(`npm run import -- ${data.toLowerCase()} docs/samples/${data.toLowerCase()}.csv`);
});

test('a row that is wrong is told as the page shows it', async () => {
  const { refusals } = await shop.bring('PRODUCTS', sample('products').toString().replace('Red M,250', 'Red M,heavy'));
  expect(refusals).toHaveLength(1);
  expect(page).toContain(`row ${refusals[0]}\n`);
});
