import { beforeAll, describe, expect, it } from 'vitest';
import { stockChanged } from '#events';
import type { Adjustment } from '#rules/adjustment';
import { clerk, openShop, type Shop } from '#testing/shop';
import { adjustStock } from '#writing/adjust-stock';

let shop: Shop;
let keys = 0;
beforeAll(async () => {
  shop = await openShop();
});

const adjustment = (sku: string, delta: number, more: Partial<Adjustment> = {}): Adjustment => ({
  sku,
  delta,
  reason: 'COUNT',
  note: null,
  locationId: null,
  idempotencyKey: `key-${(keys += 1)}`,
  ...more,
});
const adjust = (wanted: Adjustment) => adjustStock(shop.db, wanted, clerk);

describe('adjusting stock', () => {
  it('changes the first location by priority, or the one named, with a movement and an event', async () => {
    await shop.stock('MUG', [5, 5]);
    expect(await adjust(adjustment('MUG', -2, { reason: 'DAMAGE', note: 'dropped' }))).toEqual({ kind: 'adjusted', sku: 'MUG' });
    await adjust(adjustment('MUG', 3, { locationId: 'east' }));
    expect(await shop.shelves('MUG')).toEqual(['3/0', '8/0']);
    const told = (await shop.events('inventory.stock_changed')).slice(-2);
    expect(told.map((data) => stockChanged.schema.parse(data))).toEqual([
      { cause: 'ADJUSTMENT', items: [{ sku: 'MUG', onHand: 8, available: 8 }] },
      { cause: 'ADJUSTMENT', items: [{ sku: 'MUG', onHand: 11, available: 11 }] },
    ]);
    expect(await shop.db.query({ text: `select delta, note, made_by from movements where kind = 'DAMAGE'` })).toEqual([
      { delta: -2, note: 'dropped', made_by: 'staff-1' },
    ]);
  });

  it('is done once for a key, also when sent many times at once', async () => {
    await shop.stock('POT', [5]);
    const wanted = adjustment('POT', 2);
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => adjust(wanted)));
    expect(new Set(outcomes.map(({ kind }) => kind))).toEqual(new Set(['adjusted']));
    expect(await shop.shelves('POT')).toEqual(['7/0']);
  });

  it('refuses a key that was used for something else, also at the same moment on another SKU', async () => {
    await shop.stock('LID', [5]);
    await shop.stock('CUP', [5]);
    const wanted = adjustment('LID', 1);
    const outcomes = await Promise.all([adjust(wanted), adjust({ ...wanted, sku: 'CUP' })]);
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['adjusted', 'key-used']);
    expect(await adjust({ ...wanted, delta: 2 })).toEqual({ kind: 'key-used' });
    expect([...(await shop.shelves('LID')), ...(await shop.shelves('CUP'))].sort()).toEqual(['5/0', '6/0']);
  });

  it('never goes below what is reserved or below nothing, and leaves the key unused', async () => {
    await shop.stock('BOWL', [5]);
    await shop.order('BOWL', 3);
    const wanted = adjustment('BOWL', -3);
    expect(await adjust(wanted)).toMatchObject({ kind: 'would-go-negative' });
    expect(await adjust(adjustment('BOWL', -1, { locationId: 'east' }))).toMatchObject({ kind: 'would-go-negative' });
    expect(await adjust({ ...wanted, delta: -2 })).toMatchObject({ kind: 'adjusted' });
    expect(await shop.shelves('BOWL')).toEqual(['3/3']);
  });

  it('opens a level in a location that has none yet', async () => {
    await shop.stock('VASE', [1]);
    await adjust(adjustment('VASE', 4, { locationId: 'east', reason: 'RECEIPT' }));
    expect(await shop.shelves('VASE')).toEqual(['1/0', '4/0']);
  });

  it('finds neither an unknown SKU nor an unknown location', async () => {
    expect(await adjust(adjustment('GHOST', 1))).toMatchObject({ problem: { __typename: 'NotFound' } });
    expect(await adjust(adjustment('MUG', 1, { locationId: 'moon' }))).toMatchObject({ problem: { path: ['locationId'] } });
    expect(await adjust(adjustment('MUG', 0))).toMatchObject({ problem: { path: ['delta'] } });
  });

  it('refuses more on hand than can be counted', async () => {
    await shop.stock('SAND', [99_999_999]);
    expect(await adjust(adjustment('SAND', 2))).toMatchObject({ problem: { path: ['delta'] } });
  });

  it('says that a SKU fell low when goods go', async () => {
    await shop.stock('JUG', [5], 3);
    await adjust(adjustment('JUG', -2));
    expect((await shop.events('inventory.stock_low')).at(-1)).toEqual({ sku: 'JUG', available: 3, threshold: 3 });
  });

  it('leaves the books in order', async () => {
    expect(await shop.violations()).toEqual([]);
  });
});
