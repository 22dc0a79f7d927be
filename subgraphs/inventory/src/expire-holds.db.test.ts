import { silentLog } from '@cartograph/kit/log';
import { beforeEach, describe, expect, it } from 'vitest';
import { expireHolds } from '#expire-holds';
import type { OrdersDecision } from '#remotes/orders';
import { startHoldSweep } from '#sweep-holds';
import { openShop, type Shop } from '#testing/shop';

let shop: Shop;
let sweep: ReturnType<typeof startHoldSweep> | undefined;
beforeEach(async () => {
  shop = await openShop();
  await shop.stock('MUG', [1_000]);
});

async function overdueHold(): Promise<string> {
  const { placementId } = await shop.order('MUG', 1);
  await shop.db.query({ text: `update holds set expires_at = now() - interval '1 second' where placement_id = $1`, values: [placementId] });
  return placementId;
}

/** Orders, telling the same of every placement and remembering what it was asked. */
const orders = (decision: OrdersDecision, asked: string[] = []) => ({
  placementDecisions: (ids: readonly string[]) => {
    asked.push(...ids);
    return Promise.resolve(ids.map((placementId) => ({ placementId, decision })));
  },
});

async function holdOf(placementId: string): Promise<{ state: string; seconds: number | null }> {
  const [row] = await shop.db.query<{ state: string; seconds: number | null }>({
    text: 'select state, extract(epoch from expires_at - now())::float8 as seconds from holds where placement_id = $1',
    values: [placementId],
  });
  return row ?? { state: 'none', seconds: null };
}

describe('an overdue hold', () => {
  it.each([
    ['ABORTED', 'RELEASED', '1000/0'],
    ['UNKNOWN', 'RELEASED', '1000/0'],
    ['CONFIRMED', 'COMMITTED', '1000/1'],
  ] as const)('of a placement that is %s becomes %s', async (decision, state, shelf) => {
    const placementId = await overdueHold();
    expect(await expireHolds(shop.db, orders(decision), silentLog())).toBe(1);
    expect(await holdOf(placementId)).toEqual({ state, seconds: null });
    expect(await shop.shelves('MUG')).toEqual([shelf]);
  });

  it('of a pending placement is kept for another 15 minutes', async () => {
    const placementId = await overdueHold();
    await expireHolds(shop.db, orders('PENDING'), silentLog());
    const { state, seconds } = await holdOf(placementId);
    expect(state).toBe('HELD');
    expect(seconds).toBeGreaterThan(890);
  });

  it('is kept while orders does not answer, and asked about again within 30 seconds', async () => {
    const placementId = await overdueHold();
    const silent = { placementDecisions: () => Promise.reject(new Error('orders is down')) };
    expect(await expireHolds(shop.db, silent, silentLog())).toBe(0);
    const { state, seconds } = await holdOf(placementId);
    expect(state).toBe('HELD');
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(30);
    expect(await shop.violations()).toEqual([]);
  });

  it('is asked about once by sweeps at the same time, 100 at a time', async () => {
    const ids: string[] = [];
    for (let index = 0; index < 130; index += 1) ids.push((await shop.order('MUG', 1)).placementId);
    await shop.db.query({ text: `update holds set expires_at = now() - interval '1 second' where state = 'HELD'` });
    const asked: string[] = [];
    await Promise.all(Array.from({ length: 3 }, () => expireHolds(shop.db, orders('ABORTED', asked), silentLog())));
    await expireHolds(shop.db, orders('ABORTED', asked), silentLog());
    expect(asked.sort()).toEqual(ids.sort());
    expect(await shop.shelves('MUG')).toEqual(['1000/0']);
  });

  it('is left alone before its time', async () => {
    const asked: string[] = [];
    await shop.order('MUG', 1);
    expect(await expireHolds(shop.db, orders('ABORTED', asked), silentLog())).toBe(0);
    expect(asked).toEqual([]);
  });

  it('is found by the sweep, which finishes what it has begun when it is stopped', async () => {
    const placementId = await overdueHold();
    let answer: () => void = () => undefined;
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const asked = new Promise<void>((resolve) => {
      const slow = {
        placementDecisions: async (ids: readonly string[]) => {
          resolve();
          await answered;
          return ids.map((id) => ({ placementId: id, decision: 'ABORTED' as const }));
        },
      };
      sweep = startHoldSweep(shop.db, slow, silentLog(), 10);
    });
    await asked;
    const stopped = sweep?.stop();
    answer();
    await stopped;
    expect(await holdOf(placementId)).toMatchObject({ state: 'RELEASED' });
  });
});
