import { uuidv7 } from '@cartograph/kit/ids';
import { beforeAll, describe, expect, it } from 'vitest';
import { serveWaiting } from '#backorder/serve-waiting';
import { type SetStockPolicyCommand, setStockPolicy } from '#policy/set-stock-policy';
import { statusOf } from '#rules/stock';
import { loadAllocations, loadStock } from '#stock-store';
import { clerk, openShop, type Shop } from '#testing/shop';
import { adjustStock } from '#writing/adjust-stock';

let shop: Shop;
let keys = 0;
beforeAll(async () => {
  shop = await openShop(20);
});

const now = new Date('2026-11-30T12:00:00Z');
const christmas = new Date('2026-12-24T12:00:00Z');
const policy = (sku: string, change: SetStockPolicyCommand['change'], expectedVersion: number | null = null) =>
  setStockPolicy(shop.db, { sku, expectedVersion, change }, clerk, now);
const preorder = (sku: string, backorderLimit: number) => policy(sku, { backorder: 'PREORDER', backorderLimit, expectedAt: christmas });
const arrive = (sku: string, delta: number) =>
  adjustStock(shop.db, { sku, delta, reason: 'RECEIPT', note: null, locationId: null, idempotencyKey: `arrive-${(keys += 1)}` }, clerk);
const bought = async (sku: string, quantity: number) => {
  const order = await shop.order(sku, quantity);
  if (order.state === 'HELD') await shop.commitStock([order]);
  return order;
};
const allocations = async (placementId: string) =>
  (await loadAllocations(shop.db, [placementId])).map(({ location, quantity, state }) => `${location.id} ${quantity} ${state}`);
const awaited = async (sku: string) => (await loadStock(shop.db, [sku]))[0]?.terms?.backordered;
const status = async (sku: string) => {
  const [stock] = await loadStock(shop.db, [sku]);
  return stock && statusOf(stock);
};

describe('a preorder', () => {
  it('is sold before it was ever there, up to the limit and never beyond, to many at the same moment', async () => {
    expect(await preorder('CONSOLE', 5)).toEqual({ kind: 'set', sku: 'CONSOLE' });
    expect(await status('CONSOLE')).toBe('PREORDER');
    const rush = await Promise.all(Array.from({ length: 12 }, () => shop.order('CONSOLE', 1)));
    expect(rush.filter(({ state }) => state === 'HELD')).toHaveLength(5);
    expect([await status('CONSOLE'), await awaited('CONSOLE')]).toEqual(['OUT_OF_STOCK', 5]);
    // The positive control: with a limit more, one more is sold.
    await policy('CONSOLE', { backorderLimit: 6 }, 1);
    expect((await shop.order('CONSOLE', 1)).state).toBe('HELD');
  });

  it('takes what is there and waits for the rest; whoever came first is served first, in part, too', async () => {
    await shop.stock('GAME', [3]);
    await preorder('GAME', 10);
    const [first, second] = [await bought('GAME', 5), await bought('GAME', 2)];
    expect(await allocations(first.placementId)).toEqual(['main 3 COMMITTED', 'main 2 BACKORDERED']);
    await arrive('GAME', 1);
    expect(await allocations(first.placementId)).toEqual(['main 4 COMMITTED', 'main 1 BACKORDERED']);
    expect(await allocations(second.placementId)).toEqual(['main 2 BACKORDERED']);
    // Nobody new takes what others wait for.
    await shop.db.query({ text: `update levels set on_hand = on_hand` });
    await arrive('GAME', 4);
    expect([await allocations(first.placementId), await allocations(second.placementId)]).toEqual([
      ['main 5 COMMITTED'],
      ['main 2 COMMITTED'],
    ]);
    expect([await shop.shelves('GAME'), await awaited('GAME'), await status('GAME')]).toEqual([['8/7'], 0, 'IN_STOCK']);
  });

  it('is not shipped before all of it is there', async () => {
    await preorder('BOOK', 3);
    const order = await bought('BOOK', 2);
    expect(await shop.shipStock([order])).toMatchObject([{ state: 'COMMITTED' }]);
    await arrive('BOOK', 2);
    expect(await shop.shipStock([order])).toMatchObject([{ state: 'SHIPPED' }]);
    expect(await shop.shelves('BOOK')).toEqual(['0/0']);
  });

  it('given up leaves its place to the next, and what it had goes to them', async () => {
    await preorder('RECORD', 4);
    const [first, second, third] = [await bought('RECORD', 2), await bought('RECORD', 1), await shop.order('RECORD', 1)];
    await arrive('RECORD', 2);
    await shop.returnStock([first]);
    await shop.releaseStock([third]);
    expect([await awaited('RECORD'), await shop.shelves('RECORD')]).toEqual([1, ['2/0']]);
    expect((await shop.order('RECORD', 2)).state).toBe('HELD');
    await serveWaiting(shop.db, null);
    expect(await allocations(second.placementId)).toEqual(['main 1 COMMITTED']);
  });

  it('is served after whoever brought the goods has died', async () => {
    await preorder('TICKET', 4);
    const order = await bought('TICKET', 3);
    await shop.db.query({
      text: `with gone as (insert into movements (sku, location_id, kind, delta, on_hand_after) values ('TICKET', 'main', 'RECEIPT', 3, 3))
             update levels set on_hand = 3 where sku = 'TICKET'`,
    });
    expect((await shop.order('TICKET', 2)).state).toBe('REFUSED');
    await Promise.all([serveWaiting(shop.db, null), serveWaiting(shop.db, null), serveWaiting(shop.db, ['TICKET'])]);
    expect(await allocations(order.placementId)).toEqual(['main 3 COMMITTED']);
  });

  it('is decided in the order of a batch', async () => {
    await preorder('PRINT', 3);
    const batch = [2, 2, 1].map((quantity) => ({ placementId: uuidv7(), lines: [{ sku: 'PRINT', quantity }] }));
    expect((await shop.reserveStock(batch)).map(({ state, shortages }) => [state, shortages[0]?.available])).toEqual([
      ['HELD', undefined],
      ['REFUSED', 1],
      ['HELD', undefined],
    ]);
  });

  it('serves a long queue to its end', async () => {
    await preorder('POSTER', 1_200);
    for (let start = 0; start < 1_200; start += 400)
      await shop.reserveStock(Array.from({ length: 400 }, () => ({ placementId: uuidv7(), lines: [{ sku: 'POSTER', quantity: 1 }] })));
    await arrive('POSTER', 1_100);
    expect([await awaited('POSTER'), await shop.shelves('POSTER')]).toEqual([100, ['1100/1100']]);
  });
});

describe('terms', () => {
  it('keep a buffer back, and give no order more than it may have', async () => {
    await shop.stock('SOAP', [10]);
    await policy('SOAP', { buffer: 3, maxPerOrder: 4 });
    expect((await shop.reserveStock([{ placementId: uuidv7(), lines: [{ sku: 'SOAP', quantity: 5 }] }]))[0]).toMatchObject({
      state: 'REFUSED',
      shortages: [{ available: 4 }],
    });
    expect([(await shop.order('SOAP', 4)).state, (await shop.order('SOAP', 4)).state, (await shop.order('SOAP', 3)).state]).toEqual([
      'HELD',
      'REFUSED',
      'HELD',
    ]);
    expect(await shop.readAvailability(['SOAP'])).toEqual([{ sku: 'SOAP', available: 0 }]);
    // The positive control: without the buffer they are sold.
    await policy('SOAP', { buffer: 0 }, 1);
    expect((await shop.order('SOAP', 3)).state).toBe('HELD');
  });

  it('free goods for those who wait when the buffer is made smaller', async () => {
    await shop.stock('BELL', [2]);
    await policy('BELL', { buffer: 2, backorder: 'BACKORDER', backorderLimit: 5 });
    const order = await bought('BELL', 2);
    expect(await allocations(order.placementId)).toEqual(['main 2 BACKORDERED']);
    await policy('BELL', { buffer: 1 }, 1);
    expect(await allocations(order.placementId)).toEqual(['main 1 COMMITTED', 'main 1 BACKORDERED']);
  });

  it('are changed by whoever read them last, and what is left out stays', async () => {
    await shop.stock('FAN', [4], 2);
    expect(await policy('FAN', { maxPerOrder: 3 })).toMatchObject({ kind: 'set' });
    const two = await Promise.all([policy('FAN', { buffer: 1 }, 1), policy('FAN', { lowStockThreshold: 9 }, 1)]);
    expect(two.map(({ kind }) => kind).sort()).toEqual(['refused', 'set']);
    expect(two.find(({ kind }) => kind === 'refused')).toMatchObject({ problem: { __typename: 'VersionConflict', currentVersion: 2 } });
    expect((await loadStock(shop.db, ['FAN']))[0]?.terms).toMatchObject({ version: 2, maxPerOrder: 3 });
    expect(await policy('FAN', { maxPerOrder: 5 })).toMatchObject({ problem: { currentVersion: 2 } });
    expect(await policy('FAN', { maxPerOrder: 3 })).toMatchObject({ kind: 'set' });
    await policy('FAN', { maxPerOrder: null, lowStockThreshold: 7 }, 2);
    expect((await loadStock(shop.db, ['FAN']))[0]).toMatchObject({ threshold: 7, terms: { version: 3, maxPerOrder: null } });
  });

  it('name every wrong field at once, and never promise less than is sold', async () => {
    const past = new Date('2026-11-01T00:00:00Z');
    const wrong = await policy('SOFA', { buffer: -1, maxPerOrder: 0, backorder: 'BACKORDER', expectedAt: past, lowStockThreshold: -1 });
    expect(
      wrong.kind === 'refused' && wrong.problem.__typename === 'InvalidInput' && wrong.problem.fields.map(({ path }) => path.join('.')),
    ).toEqual(['lowStockThreshold', 'buffer', 'maxPerOrder', 'backorderLimit', 'expectedAt']);
    await preorder('SOFA', 3);
    await bought('SOFA', 2);
    expect(await policy('SOFA', { backorderLimit: 1 }, 1)).toMatchObject({ problem: { path: ['backorderLimit'] } });
    expect(await policy('SOFA', { backorder: null }, 1)).toMatchObject({ kind: 'set' });
    expect((await shop.order('SOFA', 1)).state).toBe('REFUSED');
    expect(await awaited('SOFA')).toBe(2);
  });

  it('leave an order of a SKU without any as many statements as before', async () => {
    await shop.stock('PLAIN', [9]);
    expect(await shop.statementsOf(() => shop.order('PLAIN', 1))).toBe(4);
    await preorder('FANCY', 9);
    expect(await shop.statementsOf(() => shop.order('FANCY', 1))).toBe(5);
  });

  it('leave the books in order', async () => {
    expect(await shop.violations()).toEqual([]);
  });
});
