import { uuidv7 } from '@cartograph/kit/ids';
import { beforeAll, describe, expect, it } from 'vitest';
import { openShop, type Shop } from '#testing/shop';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
  await shop.stock('MUG', [10, 90]);
});

type Verb = 'commitStock' | 'releaseStock' | 'returnStock' | 'shipStock';

async function statesAfter(...verbs: Verb[]): Promise<string[]> {
  const { placementId } = await shop.order('MUG', 1);
  const states: string[] = [];
  for (const verb of verbs) for (const { state } of await shop[verb]([{ placementId }])) states.push(state);
  return states;
}

describe('settling what is held', () => {
  it('a commit keeps it reserved, and is idempotent', async () => {
    const before = await shop.shelves('MUG');
    expect(await statesAfter('commitStock', 'commitStock', 'releaseStock')).toEqual(['COMMITTED', 'COMMITTED', 'COMMITTED']);
    expect(await shop.shelves('MUG')).not.toEqual(before);
  });

  it('a release frees it once, and a commit after that is told so', async () => {
    const before = await shop.shelves('MUG');
    expect(await statesAfter('releaseStock', 'releaseStock', 'commitStock', 'returnStock', 'shipStock')).toEqual(
      Array<string>(5).fill('RELEASED'),
    );
    expect(await shop.shelves('MUG')).toEqual(before);
  });

  it('a return frees what was committed once, and cannot be shipped', async () => {
    const before = await shop.shelves('MUG');
    expect(await statesAfter('returnStock', 'commitStock', 'returnStock', 'returnStock', 'shipStock')).toEqual([
      'HELD',
      'COMMITTED',
      'RETURNED',
      'RETURNED',
      'RETURNED',
    ]);
    expect(await shop.shelves('MUG')).toEqual(before);
  });

  it('a shipment lowers on hand and reserved alike, once, with a movement and an event', async () => {
    await shop.stock('TEA', [5, 5]);
    const { placementId } = await shop.order('TEA', 7);
    await shop.commitStock([{ placementId }]);
    const at = new Date('2026-01-31T12:00:00Z');
    expect(await shop.shipStock([{ placementId, at }])).toEqual([{ placementId, state: 'SHIPPED' }]);
    await shop.shipStock([{ placementId }]);
    expect(await shop.shelves('TEA')).toEqual(['0/0', '3/0']);
    const movements = await shop.db.query({
      text: `select location_id, delta, occurred_at from movements where placement_id = $1 order by delta`,
      values: [placementId],
    });
    expect(movements).toEqual([
      { location_id: 'main', delta: -5, occurred_at: at },
      { location_id: 'east', delta: -2, occurred_at: at },
    ]);
    expect((await shop.events('inventory.stock_changed')).at(-1)).toEqual({
      cause: 'SHIPMENT',
      items: [{ sku: 'TEA', onHand: 3, available: 3 }],
    });
  });

  it('a refused placement stays refused', async () => {
    const { placementId } = await shop.order('MUG', 10_000);
    for (const verb of ['commitStock', 'releaseStock', 'returnStock', 'shipStock'] as const)
      expect(await shop[verb]([{ placementId }])).toEqual([{ placementId, state: 'REFUSED' }]);
  });

  it('an unknown placement is a fault for commit, return and shipment, never for release', async () => {
    const nobody = [{ placementId: uuidv7() }];
    await expect(shop.commitStock(nobody)).rejects.toThrow('knows no placement');
    await expect(shop.returnStock(nobody)).rejects.toThrow('knows no placement');
    await expect(shop.shipStock(nobody)).rejects.toThrow('knows no placement');
    expect(await shop.releaseStock(nobody)).toMatchObject([{ state: 'RELEASED' }]);
  });

  it('answers in the order asked, twice for a placement listed twice', async () => {
    const [a, b] = [await shop.order('MUG', 1), await shop.order('MUG', 10_000)];
    const asked = [b, a, b].map(({ placementId }) => ({ placementId }));
    expect((await shop.commitStock(asked)).map(({ state }) => state)).toEqual(['REFUSED', 'COMMITTED', 'REFUSED']);
  });

  it('takes one statement to commit, four to release or return, three where nothing was held, and five to ship (its event), for any number of placements', async () => {
    const ids: { placementId: string }[] = [];
    for (let index = 0; index < 64; index += 1) ids.push({ placementId: (await shop.order('MUG', 1)).placementId });
    const held = ids.slice(0, 32);
    const given = ids.slice(32);
    expect(await shop.statementsOf(() => shop.commitStock(held))).toBe(1);
    expect(await shop.statementsOf(() => shop.releaseStock(given))).toBe(4);
    expect(await shop.statementsOf(() => shop.releaseStock([{ placementId: uuidv7() }]))).toBe(3);
    expect(await shop.statementsOf(() => shop.returnStock(held.slice(0, 16)))).toBe(4);
    expect(await shop.statementsOf(() => shop.shipStock(held.slice(16)))).toBe(5);
  });

  it('leaves the books in order', async () => {
    expect(await shop.violations()).toEqual([]);
  });
});
