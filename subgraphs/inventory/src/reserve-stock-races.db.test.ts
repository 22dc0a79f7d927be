import type { Database } from '@cartograph/kit/db';
import { uuidv7 } from '@cartograph/kit/ids';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { commands } from '#commands';
import { openShop, type Shop } from '#testing/shop';

let shop: Shop;
/** A transaction that ran again met a deadlock, which the database would hide from us. */
let reruns = 0;
beforeAll(async () => {
  const open = await openShop(24);
  shop = { ...open, ...commands(watched(open.db)) };
});
beforeEach(() => {
  reruns = 0;
});

const watched = (db: Database): Database => ({
  ...db,
  transaction: (work) => {
    let runs = 0;
    return db.transaction((tx) => {
      runs += 1;
      if (runs > 1) reruns += 1;
      return work(tx);
    });
  },
});

type Reserve = (sku: string) => Promise<boolean>;

/** 200 buyers of one unit each at once; gives how many were told yes. */
async function rush(sku: string, reserve: Reserve): Promise<number> {
  const answers = await Promise.all(Array.from({ length: 200 }, () => reserve(sku)));
  return answers.filter(Boolean).length;
}

describe('when everybody wants the same', () => {
  it('50 units go to exactly 50 of 200 buyers', async () => {
    await shop.stock('LAMP', [30, 20]);
    expect(await rush('LAMP', async (sku) => (await shop.order(sku, 1)).state === 'HELD')).toBe(50);
    expect(await shop.shelves('LAMP')).toEqual(['30/30', '20/20']);
    expect(await shop.violations()).toEqual([]);
  });

  it('a naive read-then-write reservation oversells under the same rush, so the rush is a real one', async () => {
    await shop.stock('NAIVE', [50]);
    const naive: Reserve = async (sku) => {
      const [level] = await shop.db.query<{ free: number }>({
        text: 'select on_hand - reserved as free from levels where sku = $1',
        values: [sku],
      });
      if (!level || level.free < 1) return false;
      const left = level.free - 1;
      await shop.db.query({ text: 'update levels set reserved = on_hand - $2::int where sku = $1', values: [sku, left] });
      return true;
    };
    expect(await rush('NAIVE', naive)).toBeGreaterThan(50);
    await shop.db.query({ text: `update levels set reserved = 0 where sku = 'NAIVE'` });
  });

  it('64 baskets with the same SKUs in opposite order never deadlock', async () => {
    const skus = Array.from({ length: 10 }, (_, index) => `SET-${index}`);
    for (const sku of skus) await shop.stock(sku, [40, 40]);
    const outcomes = await Promise.all(
      Array.from({ length: 64 }, (_, index) => {
        const lines = (index % 2 ? skus : [...skus].reverse()).map((sku) => ({ sku, quantity: 1 }));
        return shop.reserveStock([{ placementId: uuidv7(), lines }]);
      }),
    );
    expect(outcomes.flat().every(({ state }) => state === 'HELD')).toBe(true);
    expect(reruns).toBe(0);
    expect(await shop.shelves('SET-3')).toEqual(['40/40', '40/24']);
  });

  it('batches that reserve, commit, release and return the same placements in any order never deadlock or lose count', async () => {
    await shop.stock('KIT-A', [500]);
    await shop.stock('KIT-B', [500]);
    const ids = Array.from({ length: 40 }, () => uuidv7());
    const mixed = (seed: number) => ids.filter((_, index) => (index * 7 + seed) % 3 !== 0).sort(() => (seed % 2 ? 1 : -1));
    await Promise.all(
      Array.from({ length: 48 }, (_, seed) => {
        const placements = mixed(seed).map((placementId) => ({ placementId }));
        const lines = [
          { sku: 'KIT-B', quantity: 1 + (seed % 3) },
          { sku: 'KIT-A', quantity: 1 },
        ];
        if (seed % 4 < 2) return shop.reserveStock(placements.map((placement) => ({ ...placement, lines })));
        return seed % 4 === 2 ? shop.releaseStock(placements) : shop.commitStock(placements).catch(tooEarly);
      }),
    );
    expect(reruns).toBe(0);
    expect(await shop.violations()).toEqual([]);
    await shop.releaseStock(ids.map((placementId) => ({ placementId })));
    await shop.returnStock(ids.map((placementId) => ({ placementId })));
    expect([await shop.shelves('KIT-A'), await shop.shelves('KIT-B')]).toEqual([['500/0'], ['500/0']]);
  });

  it('a release and its late reserve, at the same moment, never leave anything held', async () => {
    await shop.stock('CLOCK', [1000]);
    for (let round = 0; round < 40; round += 1) {
      const placementId = uuidv7();
      const [, [released]] = await Promise.all([shop.order('CLOCK', 1, placementId), shop.releaseStock([{ placementId }])]);
      expect(released?.state).toBe('RELEASED');
    }
    expect(await shop.shelves('CLOCK')).toEqual(['1000/0']);
  });
});

const tooEarly = (error: Error): void => expect(error.message).toContain('knows no placement');
