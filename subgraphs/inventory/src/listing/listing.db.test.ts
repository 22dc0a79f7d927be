import { beforeAll, describe, expect, it } from 'vitest';
import { listLevels } from '#listing/list-levels';
import { listMovements } from '#listing/list-movements';
import { clerk, openShop, type Shop } from '#testing/shop';
import { recordStock } from '#writing/record-stock';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
  await shop.stock('A', [5, 0], 5);
  await shop.stock('B', [9]);
  await shop.stock('C', [0, 0]);
  const line = { sku: 'A', delta: 2, counted: null, expectedOnHand: null };
  for (const idempotencyKey of ['one', 'two', 'three'])
    await recordStock(
      shop.db,
      { idempotencyKey, locationId: 'east', reason: 'RECEIPT', reference: `DN-${idempotencyKey}`, note: null, lines: [line] },
      clerk,
    );
  const order = await shop.order('B', 4);
  await shop.commitStock([order]);
  await shop.shipStock([order]);
});

const everyLevel = { locationId: null, skus: null, status: null };
const everyMovement = { skus: null, locationId: null, kind: null, after: null, before: null, reference: null };
const levels = async (filter: object, page = {}) =>
  (await listLevels(shop.db, { ...everyLevel, ...filter }, page)).edges.map(({ node }) => `${node.sku}@${node.location.id} ${node.onHand}`);
const movements = async (filter: object, page = {}) =>
  (await listMovements(shop.db, { ...everyMovement, ...filter }, page)).edges.map(
    ({ node }) => `${node.kind} ${node.sku} ${node.quantity} ${node.onHandAfter}`,
  );

describe('levels', () => {
  it('stand by SKU and location, and are filtered by each and by how well a SKU is stocked', async () => {
    expect(await levels({})).toEqual(['A@east 6', 'A@main 5', 'B@main 5', 'C@east 0', 'C@main 0']);
    expect(await levels({ locationId: 'east' })).toEqual(['A@east 6', 'C@east 0']);
    expect(await levels({ skus: ['B', 'GHOST'] })).toEqual(['B@main 5']);
    expect(await levels({ status: ['LOW_STOCK'] })).toEqual([]);
    expect(await levels({ status: ['OUT_OF_STOCK'] })).toEqual(['C@east 0', 'C@main 0']);
    expect(await levels({ status: ['IN_STOCK', 'OUT_OF_STOCK'], locationId: 'main' })).toEqual(['A@main 5', 'B@main 5', 'C@main 0']);
  });

  it('come page by page, forwards and backwards, with a count', async () => {
    const first = await listLevels(shop.db, everyLevel, { first: 2 });
    expect(await levels({}, { first: 2, after: first.pageInfo.endCursor })).toEqual(['B@main 5', 'C@east 0']);
    expect(await levels({}, { last: 2 })).toEqual(['C@east 0', 'C@main 0']);
    expect(await first.totalCount()).toBe(5);
  });

  it('refuse a filter that is too long', async () => {
    await expect(levels({ skus: Array.from({ length: 201 }, () => 'A') })).rejects.toThrow('at most 200');
    await expect(levels({ locationId: '\0' })).rejects.toThrow('NUL');
  });
});

describe('movements', () => {
  it('stand newest first, each with what lay there after it', async () => {
    expect(await movements({})).toEqual([
      'SHIPMENT B -4 5',
      'RECEIPT A 2 6',
      'RECEIPT A 2 4',
      'RECEIPT A 2 2',
      'RECEIPT B 9 9',
      'RECEIPT A 5 5',
    ]);
  });

  it('of older versions are summed, since they did not keep it', async () => {
    const old = [
      'alter table movements disable trigger movements_append_only',
      'update movements set on_hand_after = null',
      'alter table movements enable trigger movements_append_only',
    ];
    for (const text of old) await shop.db.query({ text });
    expect((await movements({})).slice(0, 2)).toEqual(['SHIPMENT B -4 5', 'RECEIPT A 2 6']);
  });

  it('are filtered by SKU, place, kind, time and reference', async () => {
    expect(await movements({ skus: ['B'] })).toHaveLength(2);
    expect(await movements({ locationId: 'east' })).toHaveLength(3);
    expect(await movements({ kind: ['SHIPMENT'] })).toEqual(['SHIPMENT B -4 5']);
    expect(await movements({ reference: 'DN-two' })).toEqual(['RECEIPT A 2 4']);
    expect(await movements({ before: new Date(0) })).toEqual([]);
    expect(await movements({ after: new Date(0) })).toHaveLength(6);
  });

  it('come page by page without a gap, forwards and backwards', async () => {
    const all = await movements({});
    const first = await listMovements(shop.db, everyMovement, { first: 4 });
    expect(await movements({}, { first: 4, after: first.pageInfo.endCursor })).toEqual(all.slice(4));
    expect(await movements({}, { last: 3, before: first.pageInfo.endCursor })).toEqual(all.slice(0, 3));
    await expect(movements({}, { after: 'x' })).rejects.toThrow('cursor');
  });
});
