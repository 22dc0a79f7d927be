import { uuidFromName } from '@cartograph/kit/ids';
import { freshDatabase } from '@cartograph/kit/testing/fresh-database';
import { expect, test } from 'vitest';
import { findDifferences, rebuild, type Sources } from '#browsing/rebuild';
import { takeAvailability, takePrices, takeSales } from '#browsing/take-facts';
import { importCatalogue } from '#import-catalogue';
import { smallShop } from '#testing/shop';
import { kept, price } from '#testing/told';

const mug = { sku: 'MUG-CLASSIC', sequence: 4, prices: [price(1250)] };
const stock = [
  { sku: 'ASSAM', sequence: 1, inStock: false },
  { sku: 'MUG-CLASSIC', sequence: 2, inStock: true },
];
const order = { orderId: uuidFromName('order'), units: { 'MUG-CLASSIC': 2 }, cancelled: false };
const page = <Item>(items: readonly Item[]) => ({ items, last: null });
const sources: Sources = {
  prices: () => Promise.resolve(page([mug])),
  availability: () => Promise.resolve(page(stock)),
  sales: (after) => Promise.resolve(page(after === '' ? [order] : [])),
};
const quiet = () => undefined;

async function openTold() {
  const db = await freshDatabase('products');
  await importCatalogue(db, smallShop);
  await takePrices(db, [mug]);
  await takeAvailability(db, stock);
  await takeSales(db, [{ orderId: order.orderId, lines: [{ sku: 'MUG-CLASSIC', quantity: 2 }] }]);
  return db;
}

test('a catalogue that was told all has nothing to mend', async () => {
  const db = await openTold();
  expect(await findDifferences(db, sources)).toEqual([]);
  expect(await rebuild(db, sources, quiet)).toBe(0);
});

test('what was spoiled in any way is as rooms say it, and doing it again mends nothing more', async () => {
  const db = await openTold();
  const whole = await kept(db);
  await db.query({ text: `update sku_facts set prices = '[]', price_sequence = 9, units_sold = 7 where sku = 'MUG-CLASSIC'` });
  await db.query({ text: `update sku_facts set in_stock = true, stock_sequence = 3 where sku = 'ASSAM'` });
  await db.query({ text: `update sku_facts set prices = '[]', price_sequence = 2 where sku = 'DARJEELING'` });
  await db.query({ text: 'delete from order_sales' });
  expect(await findDifferences(db, sources)).toEqual([
    { what: 'prices', sku: 'MUG-CLASSIC', behind: false },
    { what: 'prices', sku: 'DARJEELING', behind: false },
    { what: 'availability', sku: 'ASSAM', behind: false },
  ]);
  expect(await rebuild(db, sources, quiet)).toBe(4);
  expect(await kept(db)).toEqual(whole);
  expect(await rebuild(db, sources, quiet)).toBe(0);
});

test('what has not been heard yet is behind, and no fault', async () => {
  const db = await openTold();
  const later = { ...mug, sequence: 5, prices: [price(999)] };
  const said: Sources = { ...sources, prices: () => Promise.resolve(page([later])) };
  expect(await findDifferences(db, said)).toEqual([{ what: 'prices', sku: 'MUG-CLASSIC', behind: true }]);
});

test('what is told while it is rebuilt is newer, and stays', async () => {
  const db = await openTold();
  await db.query({ text: `update sku_facts set price_sequence = 1 where sku = 'MUG-CLASSIC'` });
  let asked = 0;
  const late: Sources = {
    ...sources,
    prices: async () => {
      if ((asked += 1) === 2) await takePrices(db, [{ ...mug, sequence: 5, prices: [price(999)] }]);
      return page([mug]);
    },
  };
  await rebuild(db, late, quiet);
  const [fact] = await db.query({
    text: `select price_sequence, prices -> 0 ->> 'unitMinor' as unit from sku_facts where sku = 'MUG-CLASSIC'`,
  });
  expect(fact).toEqual({ price_sequence: 5, unit: '999' });
});
