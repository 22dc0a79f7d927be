import type { Database } from '@cartograph/kit/db';
import { uuidFromName } from '@cartograph/kit/ids';
import { freshDatabase } from '@cartograph/kit/testing/fresh-database';
import { beforeEach, expect, test } from 'vitest';
import { keepInStep } from '#browsing/keep-in-step';
import { takeAvailability, takeCancellations, takePrices, takeSales } from '#browsing/take-facts';
import { importCatalogue } from '#import-catalogue';
import { catalogue, product, smallShop } from '#testing/shop';
import { kept, price } from '#testing/told';

let db: Database;
beforeEach(async () => {
  db = await freshDatabase('products');
  await importCatalogue(db, smallShop);
});

const mug = uuidFromName('product classic-mug');
async function stands(productId = mug) {
  const [row] = await db.query<{ in_stock: boolean; units_sold: bigint; min: string | null; max: string | null; on_sale: boolean }>({
    text: `select in_stock, units_sold, min_minor::text as min, max_minor::text as max, on_sale from product_standings s
           join product_prices p on p.product_id = s.product_id and currency = 'USD' and starts_at <= now() and ends_at > now()
           where s.product_id = $1`,
    values: [productId],
  });
  return row && [row.min, row.max, row.on_sale, row.in_stock, Number(row.units_sold)];
}

test('a product costs what its cheapest and its dearest variant do, and is on sale when one of them is', async () => {
  expect(await stands()).toEqual([null, null, false, false, 0]);
  await takePrices(db, [
    { sku: 'MUG-CLASSIC', sequence: 1, prices: [price(1250)] },
    { sku: 'MUG-CLASSIC-BLUE', sequence: 1, prices: [price(1500, { was: 1800 }), price(900, { currency: 'EUR' })] },
  ]);
  expect(await stands()).toEqual(['1250', '1500', true, false, 0]);
});

test('of two prices of a SKU the one that was told last stands, whichever comes last', async () => {
  await takePrices(db, [{ sku: 'MUG-CLASSIC', sequence: 3, prices: [price(300)] }]);
  await takePrices(db, [{ sku: 'MUG-CLASSIC', sequence: 2, prices: [price(200)] }]);
  await takePrices(db, [
    { sku: 'MUG-CLASSIC', sequence: 1, prices: [] },
    { sku: 'MUG-CLASSIC', sequence: 3, prices: [price(300)] },
  ]);
  expect(await stands()).toEqual(['300', '300', false, false, 0]);
});

test('a sale that begins and ends by date is there from its first moment to its last, without anybody telling', async () => {
  const [from, to] = [new Date(Date.now() + 300), new Date(Date.now() + 900)];
  await takePrices(db, [
    {
      sku: 'MUG-CLASSIC',
      sequence: 1,
      prices: [price(1250, { to: from }), price(1000, { was: 1250, from, to }), price(1250, { from: to })],
    },
  ]);
  const { rows } = await spans();
  expect(rows).toEqual([
    ['1250', false],
    ['1000', true],
    ['1250', false],
  ]);
  await expect.poll(() => stands(), { interval: 20, timeout: 5_000 }).toEqual(['1250', '1250', false, false, 0]);
});

async function spans() {
  const rows = await db.query<{ min: string; on_sale: boolean }>({
    text: `select min_minor::text as min, on_sale from product_prices where product_id = $1 and currency = 'USD' order by starts_at`,
    values: [mug],
  });
  return { rows: rows.map(({ min, on_sale }) => [min, on_sale]) };
}

test('what is told of a SKU before its product is here is there as soon as the product is', async () => {
  await takePrices(db, [{ sku: 'LATE', sequence: 1, prices: [price(700)] }]);
  await takeAvailability(db, [{ sku: 'LATE', sequence: 1, inStock: true }]);
  await importCatalogue(db, catalogue(product('late')));
  expect(await stands(uuidFromName('product late'))).toEqual(['700', '700', false, true, 0]);
});

test('an order counts once, and not when it was cancelled, whichever is told first', async () => {
  const lines = [{ sku: 'MUG-CLASSIC', quantity: 2 }];
  const [first, second] = [uuidFromName('order 1'), uuidFromName('order 2')];
  await takeSales(db, [
    { orderId: first, lines },
    { orderId: first, lines },
  ]);
  await takeSales(db, [{ orderId: first, lines }]);
  await takeCancellations(db, [second]);
  await takeSales(db, [{ orderId: second, lines }]);
  expect((await stands())?.at(4)).toBe(2);
  await takeCancellations(db, [first, first]);
  await takeCancellations(db, [first]);
  expect((await stands())?.at(4)).toBe(0);
});

test('the same, told three times in any order, is the same', async () => {
  const skus = ['MUG-CLASSIC', 'MUG-CLASSIC-BLUE', 'DARJEELING', 'ASSAM'];
  const told = Array.from({ length: 300 }, (_, index) => ({ sku: skus[index % 4] ?? '', sequence: 1 + Math.floor(index / 4), index }));
  const tell = async (which: typeof told) => {
    for (let at = 0; at < which.length; at += 37) {
      const some = which.slice(at, at + 37);
      await Promise.all([
        takePrices(
          db,
          some.map(({ sku, sequence, index }) => ({ sku, sequence, prices: [price(100 + index)] })),
        ),
        takeAvailability(
          db,
          some.map(({ sku, sequence, index }) => ({ sku, sequence, inStock: index % 3 === 0 })),
        ),
      ]);
    }
  };
  await tell(told);
  const once = await kept(db);
  const place = (index: number, salt: number) => (index * 7919 + salt * 104729) % 1009;
  const shuffled = [1, 2, 3].flatMap((salt) => told.map((one) => ({ one, at: place(one.index, salt) })));
  db = await freshDatabase('products');
  await importCatalogue(db, smallShop);
  await tell(shuffled.sort((a, b) => a.at - b.at).map(({ one }) => one));
  expect(await kept(db)).toEqual(once);
});

test('a sale that is told while its variant moves to another product counts where it is from then on', async () => {
  const assam = uuidFromName('product assam');
  await takeSales(db, [{ orderId: uuidFromName('before'), lines: [{ sku: 'MUG-CLASSIC-BLUE', quantity: 2 }] }]);
  let taking: Promise<void> = Promise.resolve();
  await db.transaction(async (tx) => {
    await tx.query({ text: `update product_variants set product_id = $1, position = 9 where sku = 'MUG-CLASSIC-BLUE'`, values: [assam] });
    taking = takeSales(db, [{ orderId: uuidFromName('meanwhile'), lines: [{ sku: 'MUG-CLASSIC-BLUE', quantity: 3 }] }]);
    const waits = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    await expect.poll(async () => (await db.query({ text: waits })).length).toBe(1);
    await keepInStep(tx, [mug, assam]);
  });
  await taking;
  expect([(await stands(mug))?.at(-1), (await stands(assam))?.at(-1)]).toEqual([0, 5]);
});
