import type { Author } from '@cartograph/kit/audit';
import { beforeAll, describe, expect, it } from 'vitest';
import { givePoints } from '#points/give-points';
import { ada, grace, openShop, type Shop } from '#testing/shop';

let shop: Shop;
const sam: Author = { id: '0198c0de-7a11-7000-8000-0000000000aa', name: 'sam@shop.test', client: null, requestId: null };
beforeAll(async () => {
  shop = await openShop();
});

const give = (given: Partial<Parameters<typeof givePoints>[1]>) =>
  givePoints(shop.db, { customerId: ada, points: 100, reason: 'a late parcel', idempotencyKey: 'k1', ...given }, sam);

describe('points that staff give', () => {
  it('are spendable at once, and given once a key, however often and however many at once ask', async () => {
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => give({})));
    const ids = outcomes.map((one) => (one.kind === 'given' ? one.entry.id : one.kind));
    expect(new Set(ids).size).toBe(1);
    expect(await give({ customerId: ada.toUpperCase() })).toMatchObject({ kind: 'given', entry: { points: 100, reason: 'a late parcel' } });
    expect(await shop.balance(ada)).toBe('100/0/0/0');
    const entries = await shop.db.query({ text: `select from outbox where data ->> 'action' = 'grantPoints'` });
    expect(entries).toHaveLength(1);
    expect(await shop.violations()).toEqual([]);
  });

  it('by a key that was used for others are not given', async () => {
    for (const other of [{ points: 101 }, { customerId: grace }, { reason: 'another' }])
      expect(await give(other)).toEqual({ kind: 'key-used' });
    expect(await shop.balance(grace)).toBe('0/0/0/0');
  });

  it('tell every wrong field at once, and that there is no such customer', async () => {
    expect(await give({ points: 0, reason: ' ', idempotencyKey: '' })).toMatchObject({
      problem: { fields: [{ path: ['points'] }, { path: ['reason'] }, { path: ['idempotencyKey'] }] },
    });
    expect(await give({ points: 1_000_001 })).toMatchObject({ problem: { path: ['points'] } });
    for (const customerId of ['x', '0198c0de-7a11-7000-8000-00000000dead'])
      expect(await give({ customerId, idempotencyKey: 'k2' })).toMatchObject({ problem: { code: 'NOT_FOUND' } });
  });
});
