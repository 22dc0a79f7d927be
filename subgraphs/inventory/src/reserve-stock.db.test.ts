import { uuidv7 } from '@cartograph/kit/ids';
import { beforeAll, describe, expect, it } from 'vitest';
import { stockLow } from '#events';
import { openShop, type Shop } from '#testing/shop';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});

const basket = (...lines: [sku: string, quantity: number][]) => ({
  placementId: uuidv7(),
  lines: lines.map(([sku, quantity]) => ({ sku, quantity })),
});

describe('reserving stock', () => {
  it('holds all that a placement asks for, and reserves it where it is picked from', async () => {
    await shop.stock('MUG', [3, 9]);
    const [outcome] = await shop.reserveStock([basket(['MUG', 2], ['MUG', 2])]);
    expect(outcome).toMatchObject({ state: 'HELD', shortages: [] });
    expect(await shop.shelves('MUG')).toEqual(['3/0', '9/4']);
  });

  it('holds nothing of a placement that cannot have all, stores the refusal and tells it again', async () => {
    await shop.stock('POT', [5]);
    await shop.stock('LID', [1]);
    const wish = basket(['POT', 1], ['LID', 2], ['GHOST', 1]);
    const [first] = await shop.reserveStock([wish]);
    expect(first).toMatchObject({ state: 'REFUSED' });
    expect(first?.shortages).toEqual([
      { sku: 'LID', requested: 2, available: 1 },
      { sku: 'GHOST', requested: 1, available: 0 },
    ]);
    expect(await shop.shelves('POT')).toEqual(['5/0']);
    await shop.stock('GHOST', [10]);
    expect(await shop.reserveStock([wish])).toEqual([first]);
  });

  it('decides a batch in order: only placements that touch a short SKU are refused', async () => {
    await shop.stock('CUP', [3]);
    await shop.stock('TRAY', [9]);
    const wishes = [basket(['CUP', 2], ['TRAY', 1]), basket(['CUP', 2]), basket(['TRAY', 4]), basket(['CUP', 1])];
    const outcomes = await shop.reserveStock(wishes);
    expect(outcomes.map(({ state }) => state)).toEqual(['HELD', 'REFUSED', 'HELD', 'HELD']);
    expect(outcomes.map(({ placementId }) => placementId)).toEqual(wishes.map(({ placementId }) => placementId));
    expect(await shop.shelves('CUP')).toEqual(['3/3']);
  });

  it('takes effect once, however often a placement is listed or sent', async () => {
    await shop.stock('BOWL', [10]);
    const wish = basket(['BOWL', 3]);
    const outcomes = await shop.reserveStock([wish, wish]);
    await shop.reserveStock([wish, basket(['BOWL', 1])]);
    await Promise.all(Array.from({ length: 8 }, () => shop.reserveStock([wish])));
    expect(outcomes.map(({ state }) => state)).toEqual(['HELD', 'HELD']);
    expect(await shop.shelves('BOWL')).toEqual(['10/4']);
  });

  it('holds nothing for a placement that was released before', async () => {
    await shop.stock('VASE', [1]);
    const wish = basket(['VASE', 1]);
    expect(await shop.releaseStock([wish])).toEqual([{ placementId: wish.placementId, state: 'RELEASED' }]);
    expect(await shop.reserveStock([wish])).toMatchObject([{ state: 'RELEASED', shortages: [] }]);
    expect(await shop.shelves('VASE')).toEqual(['1/0']);
  });

  it('says that a SKU fell low when it crosses its threshold, once', async () => {
    const before = (await shop.events('inventory.stock_low')).length;
    await shop.stock('JUG', [6, 6], 2);
    for (const quantity of [7, 1, 1]) await shop.order('JUG', quantity);
    const told = (await shop.events('inventory.stock_low')).slice(before);
    expect(told.map((data) => stockLow.schema.parse(data))).toEqual([{ sku: 'JUG', available: 4, threshold: 4 }]);
  });

  it('takes four statements for a batch of 64, and one more to tell old placements again', async () => {
    for (const sku of ['FORK', 'KNIFE', 'SPOON']) await shop.stock(sku, [100, 100]);
    const batch = Array.from({ length: 64 }, (_, index) => basket(['FORK', 1], [index % 2 ? 'KNIFE' : 'SPOON', 1]));
    expect(await shop.statementsOf(() => shop.reserveStock(batch))).toBe(4);
    expect(await shop.statementsOf(() => shop.reserveStock(batch))).toBe(4);
    expect(await shop.statementsOf(() => shop.reserveStock([...batch, basket(['FORK', 1])]))).toBe(5);
    expect(await shop.statementsOf(() => shop.reserveStock([]))).toBe(0);
  });

  it('refuses a malformed list before anything is touched', async () => {
    await expect(shop.reserveStock([{ placementId: 'x', lines: [{ sku: 'MUG', quantity: 1 }] }])).rejects.toThrow('UUID');
    await expect(shop.reserveStock([basket()])).rejects.toThrow('lines');
    await expect(shop.reserveStock([basket(['MUG', 0])])).rejects.toThrow('quantity');
    await expect(shop.reserveStock([basket(['MUG', 10_001])])).rejects.toThrow('quantity');
  });

  it('leaves the books in order', async () => {
    expect(await shop.violations()).toEqual([]);
  });
});
