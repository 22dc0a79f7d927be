import { beforeAll, expect, it } from 'vitest';
import { openShop, type Shop } from '#testing/shop';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});

const level = (sku: string, onHand: number) => ({ sku, locationId: 'main', onHand, lowStockThreshold: 2 });

it('opens stock with receipts, and leaves it alone when repeated', async () => {
  const command = { locations: [], levels: [level('MUG', 5), level('CHAIR', 0)] };
  expect(await shop.importStock(command)).toEqual({ imported: 2 });
  await shop.order('MUG', 2);
  expect(await shop.importStock({ ...command, levels: [level('MUG', 9), level('CHAIR', 9), level('DESK', 1)] })).toEqual({ imported: 1 });
  expect([await shop.shelves('MUG'), await shop.shelves('CHAIR')]).toEqual([['5/2'], ['0/0']]);
  expect(await shop.db.query({ text: 'select sku, kind, delta from movements order by id' })).toEqual([
    { sku: 'MUG', kind: 'RECEIPT', delta: 5 },
    { sku: 'DESK', kind: 'RECEIPT', delta: 1 },
  ]);
  expect(await shop.violations()).toEqual([]);
});

it('takes five statements for thousands of levels', async () => {
  const levels = Array.from({ length: 4_000 }, (_, index) => level(`BULK-${index}`, 7));
  expect(await shop.statementsOf(() => shop.importStock({ locations: [], levels }))).toBe(5);
});

it('never changes a movement once it is booked', async () => {
  await expect(shop.db.query({ text: 'update movements set delta = 1' })).rejects.toThrow('append only');
  await expect(shop.db.query({ text: 'delete from movements' })).rejects.toThrow('append only');
});
