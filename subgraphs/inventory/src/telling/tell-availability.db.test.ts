import { expect, test } from 'vitest';
import { tellAll, tellAvailability } from '#telling/tell-availability';
import { takeTouched } from '#telling/touched';
import { openShop } from '#testing/shop';

const shop = await openShop();
const told = async () => (await shop.events('inventory.availability_changed')).map(({ items }) => items);
const look = async () => {
  const touched = takeTouched(shop.db);
  await tellAvailability(shop.db, touched === 'all' ? [] : touched);
  return touched;
};

test('the order that takes the last unit is told of, those before are not, and the one that gives it back is', async () => {
  await shop.stock('LAMP', [1, 1]);
  await look();
  await shop.order('LAMP', 1);
  expect(await look()).toEqual([]);
  const last = await shop.order('LAMP', 1);
  expect(await look()).toEqual(['LAMP']);
  await shop.releaseStock([last]);
  await look();
  expect(await told()).toEqual([
    [{ sku: 'LAMP', sequence: 1, inStock: true }],
    [{ sku: 'LAMP', sequence: 2, inStock: false }],
    [{ sku: 'LAMP', sequence: 3, inStock: true }],
  ]);
});

test('an order writes nothing more than before', async () => {
  await shop.stock('TEA', [1]);
  expect(await shop.statementsOf(() => shop.order('TEA', 1))).toBe(await shop.statementsOf(() => shop.order('LAMP', 1)));
});

test('what a room that died had not told is told by the next one, and only that', async () => {
  await shop.stock('VASE', [3]);
  takeTouched(shop.db);
  const before = (await told()).length;
  await tellAll(shop.db);
  await tellAll(shop.db);
  expect((await told()).slice(before).flat()).toContainEqual({ sku: 'VASE', sequence: 1, inStock: true });
  expect((await told()).length).toBe(before + 1);
});
