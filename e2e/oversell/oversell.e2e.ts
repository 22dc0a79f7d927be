import { checks } from '@cartograph/inventory/server';
import { freshDatabaseUrl } from '@cartograph/kit/testing/fresh-database';
import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { untilFinished } from '../crash/unfinished.ts';
import { askFor } from '../support/ask.ts';
import { placeOrder, purchase } from '../support/place-order.ts';
import { openNaiveInventory } from './naive-inventory.ts';
import { openShop, type Shop, sku } from './open-shop.ts';

const stock = 50;
const buyers = 200;

test('200 buyers at once for 50 units: exactly 50 orders, and 150 are told that the stock is gone', async () => {
  const shop = await openShop(stock);
  onTestFinished(() => shop.stop());
  expect(await sellOut(shop)).toEqual({ placed: stock, soldOut: buyers - stock, other: [] });
  expect((await untilFinished(shop.databases.orders)).unfinished).toEqual([]);
  expect(await inventoryViolations(shop)).toEqual([]);
  const { productVariant } = await askFor<{ productVariant: { availability: { available: number } } }>(
    shop.url,
    'query Availability($sku: String) { productVariant(sku: $sku) { availability { available } } }',
    { sku },
  );
  expect(productVariant.availability.available).toBe(0);
});

test('the same buyers at an inventory that reads first and writes later buy what is not there, and the harness sees it', async () => {
  const naive = await openNaiveInventory(await freshDatabaseUrl('inventory'), stock);
  onTestFinished(() => naive.close());
  const shop = await openShop(stock, naive);
  onTestFinished(() => shop.stop());
  const { placed } = await sellOut(shop);
  console.log(`the naive inventory sold ${placed} of ${stock}`);
  expect(placed).toBeGreaterThan(stock);
});

/** Every buyer at the same moment, one unit each. */
async function sellOut({ url }: Shop): Promise<{ placed: number; soldOut: number; other: string[] }> {
  const answers = await Promise.all(
    Array.from({ length: buyers }, (_, index) =>
      placeOrder(url, purchase(`buyer ${index}`, [{ sku, quantity: 1 }], { email: `buyer${index}@example.org`, waitMs: 30_000 })),
    ),
  );
  const isSoldOut = (answer: (typeof answers)[number]): boolean =>
    answer.kind === 'OrderRejected' && answer.problems.join() === 'INSUFFICIENT_STOCK' && answer.shortages.join() === sku;
  return {
    placed: answers.filter(({ kind }) => kind === 'OrderPlaced').length,
    soldOut: answers.filter(isSoldOut).length,
    other: answers.filter((answer) => answer.kind !== 'OrderPlaced' && !isSoldOut(answer)).map((answer) => JSON.stringify(answer)),
  };
}

/** What the doctor asks of inventory alone: levels, holds and the ledger agree. */
async function inventoryViolations({ databases }: Shop): Promise<string[]> {
  const client = new pg.Client({ connectionString: databases.inventory });
  await client.connect();
  try {
    const found: string[] = [];
    for (const { name, sql } of checks.own) {
      const { rows } = await client.query<{ detail: string }>(sql);
      found.push(...rows.map(({ detail }) => `${name}: ${detail}`));
    }
    return found;
  } finally {
    await client.end();
  }
}
