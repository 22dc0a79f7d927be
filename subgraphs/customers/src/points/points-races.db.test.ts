import { type Database, sqlStateOf } from '@cartograph/kit/db';
import { uuidv7 } from '@cartograph/kit/ids';
import { beforeAll, describe, expect, it } from 'vitest';
import { commands } from '#commands';
import { ada, grace, nothingOpen, openShop, type Shop } from '#testing/shop';

let shop: Shop;
/** The room tries again after a deadlock, which would hide it from us. */
let deadlocks = 0;
beforeAll(async () => {
  const open = await openShop(24);
  shop = { ...open, ...commands({ ...open.deps, db: watched(open.db) }, nothingOpen) };
});

const watched = (db: Database): Database => ({
  ...db,
  query: (statement) => db.query<never>(statement).catch(countDeadlock),
  transaction: (work) => db.transaction((tx) => work(tx).catch(countDeadlock)),
});

function countDeadlock(error: unknown): never {
  if (sqlStateOf(error) === '40P01') deadlocks += 1;
  throw error;
}

const healthy = async () => expect(await shop.violations()).toEqual([]);
const available = async (customerId: string) => Number((await shop.balance(customerId)).split('/')[0]);

describe('when the same points are redeemed twice at once', () => {
  it('one placement holds them and the other is refused', async () => {
    for (let round = 0; round < 10; round += 1) {
      await shop.grant(ada, 100 - (await available(ada)));
      const outcomes = await Promise.all([shop.hold(ada, 100), shop.hold(ada, 100)]);
      expect(outcomes.map(({ state }) => state).sort()).toEqual(['HELD', 'REFUSED']);
    }
    await healthy();
  });

  it('a naive read-then-write lets both through, so the rush is a real one', async () => {
    await shop.grant(grace, 100);
    const naive = async (): Promise<boolean> => {
      const free = await available(grace);
      if (free < 10) return false;
      const text = 'update loyalty_accounts set available = $2::int where customer_id = $1';
      await shop.db.query({ text, values: [grace, free - 10] });
      return true;
    };
    const told = await Promise.all(Array.from({ length: 100 }, naive));
    expect(told.filter(Boolean).length).toBeGreaterThan(10);
    await shop.db.query({ text: 'update loyalty_accounts set available = 100 where customer_id = $1', values: [grace] });
  });

  it('200 placements of one point each leave nothing over and nothing missing', async () => {
    await shop.grant(ada, 50 - (await available(ada)));
    const outcomes = await Promise.all(Array.from({ length: 200 }, () => shop.hold(ada, 1)));
    expect(outcomes.filter(({ state }) => state === 'HELD')).toHaveLength(50);
    expect(await available(ada)).toBe(0);
    await healthy();
  });
});

describe('one busy account', () => {
  it('loses no point when orders are placed, settled, given up, delivered, cancelled and repeated all at once', async () => {
    await shop.grant(ada, 10_000);
    await shop.grant(grace, 10_000);
    const life = async (index: number): Promise<void> => {
      const who = index % 2 === 0 ? [ada, grace] : [grace, ada];
      const batch = who.map((customerId) => ({ customerId, placementId: uuidv7(), points: index % 7, pointsToEarn: index % 5 }));
      await Promise.all([shop.holdPoints(batch), shop.holdPoints(batch.toReversed())]);
      if (index % 4 === 0) {
        await Promise.all([shop.releasePoints(batch), shop.commitPoints(batch)]);
        return;
      }
      await Promise.all([shop.commitPoints(batch), shop.commitPoints(batch.toReversed())]);
      if (index % 3 === 0) await Promise.all([shop.awardPoints(batch), shop.reversePoints(batch.toReversed())]);
    };
    await Promise.all(Array.from({ length: 120 }, (_, index) => life(index)));
    await healthy();
    expect((await shop.balance(grace)).split('/')[2]).toBe('0');
    expect(deadlocks).toBe(0);
  });

  it('is never held for by a placement that was given up at the same moment', async () => {
    const before = await shop.balance(grace);
    await Promise.all(
      Array.from({ length: 100 }, async (_, index) => {
        const placementId = uuidv7();
        const rivals = [() => shop.hold(grace, 3, placementId), () => shop.releasePoints([{ placementId }])];
        await Promise.all((index % 2 === 0 ? rivals : rivals.toReversed()).map((act) => act()));
      }),
    );
    expect(await shop.balance(grace)).toBe(before);
    await healthy();
  });
});
