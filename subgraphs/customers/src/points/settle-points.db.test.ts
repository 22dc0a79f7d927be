import { uuidv7 } from '@cartograph/kit/ids';
import { beforeEach, describe, expect, it } from 'vitest';
import { ada, grace, openShop, type Shop } from '#testing/shop';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
  await shop.grant(ada, 100);
});

const healthy = async () => expect(await shop.violations()).toEqual([]);

describe('a placed order', () => {
  it('redeems what was held and earns pending points, once, in one statement', async () => {
    const { placementId } = await shop.hold(ada, 30);
    const { placementId: another } = await shop.hold(grace, 0);
    const list = [
      { placementId, pointsToEarn: 12 },
      { placementId: another, pointsToEarn: 5 },
      { placementId, pointsToEarn: 99 },
    ];
    const commit = async () => expect((await shop.commitPoints(list)).map(({ state }) => state)).toEqual(Array(3).fill('COMMITTED'));
    expect(await shop.statementsOf(commit)).toBe(1);
    await commit();
    expect(await shop.balance(ada)).toBe('70/12/0/0');
    expect(await shop.balance(grace)).toBe('0/5/0/0');
    expect((await shop.entries(placementId)).sort()).toEqual(['ACCRUAL_PENDING 0/12', 'REDEMPTION -30/0']);
    await healthy();
  });

  it('that is given up frees what was held, once, in one statement', async () => {
    const placed = await shop.hold(ada, 30);
    expect(await shop.statementsOf(() => shop.releasePoints([placed]))).toBe(1);
    expect(await shop.releasePoints([placed])).toMatchObject([{ state: 'RELEASED' }]);
    expect(await shop.balance(ada)).toBe('100/0/0/0');
    expect(await shop.commitPoints([{ ...placed, pointsToEarn: 5 }])).toMatchObject([{ state: 'RELEASED' }]);
    expect(await shop.balance(ada)).toBe('100/0/0/0');
    await healthy();
  });

  it('and one that was never heard of are given up together', async () => {
    const list = [{ placementId: uuidv7() }, await shop.hold(ada, 5), { placementId: uuidv7() }];
    expect(await shop.statementsOf(() => shop.releasePoints(list))).toBe(2);
    expect((await shop.releasePoints(list)).map(({ state }) => state)).toEqual(Array(3).fill('RELEASED'));
    await healthy();
  });

  it('that is committed cannot be given up any more', async () => {
    const order = await shop.order(ada, 10, 3);
    expect(await shop.releasePoints([order])).toMatchObject([{ state: 'COMMITTED' }]);
    expect(await shop.balance(ada)).toBe('90/3/0/0');
  });

  it('that was refused stays refused', async () => {
    const refused = await shop.hold(ada, 101);
    expect(await shop.commitPoints([{ ...refused, pointsToEarn: 5 }])).toMatchObject([{ state: 'REFUSED' }]);
    expect(await shop.releasePoints([refused])).toMatchObject([{ state: 'REFUSED' }]);
    await healthy();
  });
});

describe('a delivery', () => {
  it('makes pending points spendable, once, at the time it is told', async () => {
    const order = await shop.order(ada, 0, 40);
    const award = () => shop.awardPoints([{ ...order, at: new Date('2026-02-01T00:00:00Z') }, order]);
    expect(await shop.statementsOf(award)).toBe(1);
    await award();
    expect(await shop.balance(ada)).toBe('140/0/0/0');
    const text = `select occurred_at from loyalty_entries where kind = 'ACCRUAL_CONFIRMED'`;
    expect(await shop.db.query({ text })).toEqual([{ occurred_at: new Date('2026-02-01T00:00:00Z') }]);
    await healthy();
  });

  it('of an order that earned nothing, or is not settled, changes nothing', async () => {
    const nothing = await shop.order(ada, 5, 0);
    const held = await shop.hold(ada, 5);
    expect((await shop.awardPoints([nothing, held])).map(({ state }) => state)).toEqual(['COMMITTED', 'HELD']);
    expect(await shop.balance(ada)).toBe('90/0/5/0');
    await healthy();
  });
});

describe('a cancelled order', () => {
  it('gives redeemed points back and cancels pending ones, once, in one statement', async () => {
    const order = await shop.order(ada, 30, 12);
    expect(await shop.statementsOf(() => shop.reversePoints([order, order]))).toBe(1);
    expect(await shop.reversePoints([order])).toMatchObject([{ state: 'REVERSED' }]);
    expect(await shop.balance(ada)).toBe('100/0/0/0');
    expect((await shop.entries(order.placementId)).slice(2).sort()).toEqual(['ACCRUAL_CANCELLED 0/-12', 'REDEMPTION_RETURNED 30/0']);
    expect(await shop.awardPoints([order])).toMatchObject([{ state: 'REVERSED' }]);
    await healthy();
  });

  it('takes confirmed points back', async () => {
    const order = await shop.order(ada, 0, 40);
    await shop.awardPoints([order]);
    await shop.reversePoints([order]);
    expect(await shop.balance(ada)).toBe('100/0/0/0');
    await healthy();
  });

  it('whose points are spent leaves a debt, which the next points pay off', async () => {
    const order = await shop.order(grace, 0, 40);
    await shop.awardPoints([order]);
    await shop.order(grace, 25, 0);
    const held = await shop.hold(grace, 10);
    await shop.reversePoints([order]);
    expect(await shop.balance(grace)).toBe('0/0/10/35');
    await healthy();
    await shop.releasePoints([held]);
    expect(await shop.balance(grace)).toBe('0/0/0/25');
    await shop.grant(grace, 20);
    expect(await shop.balance(grace)).toBe('0/0/0/5');
    expect(await shop.hold(grace, 1)).toMatchObject({ state: 'REFUSED' });
    await shop.awardPoints([await shop.order(grace, 0, 8)]);
    expect(await shop.balance(grace)).toBe('3/0/0/0');
    await healthy();
  });

  it('that is not settled yet stays as it is', async () => {
    const held = await shop.hold(ada, 30);
    expect(await shop.reversePoints([held])).toMatchObject([{ state: 'HELD' }]);
    expect(await shop.balance(ada)).toBe('70/0/30/0');
  });
});

describe('an unknown placement', () => {
  it('is a fault for commit, delivery and cancelling, after what is known is done', async () => {
    const unknown = { placementId: uuidv7() };
    const { placementId } = await shop.hold(ada, 30);
    const commands = [
      { ...unknown, pointsToEarn: 1 },
      { placementId, pointsToEarn: 1 },
    ];
    await expect(shop.commitPoints(commands)).rejects.toThrow('customers knows no placement');
    await expect(shop.awardPoints([unknown, { placementId }])).rejects.toThrow('customers knows no placement');
    expect(await shop.balance(ada)).toBe('71/0/0/0');
    await expect(shop.reversePoints([unknown])).rejects.toThrow('customers knows no placement');
    await healthy();
  });
});

describe('a poisoned command', () => {
  it('does not stop the others of its batch', async () => {
    const full = await shop.order(ada, 0, 2_147_483_000);
    const first = await shop.hold(ada, 10);
    const second = await shop.hold(grace, 0);
    const commands = [
      { ...first, pointsToEarn: 2_147_483_000 },
      { ...second, pointsToEarn: 7 },
    ];
    await expect(shop.commitPoints(commands)).rejects.toThrow('out of range');
    expect(await shop.balance(grace)).toBe('0/7/0/0');
    expect(await shop.balance(ada)).toBe('90/2147483000/10/0');
    await shop.reversePoints([full]);
    expect((await shop.commitPoints(commands)).map(({ state }) => state)).toEqual(['COMMITTED', 'COMMITTED']);
    await healthy();
  });
});

describe('a grant', () => {
  it('is made once a key', async () => {
    const gift = { customerId: grace, points: 50, reason: 'Welcome', key: 'welcome grace' };
    expect(await shop.grantPoints([gift, gift])).toEqual(Array(2).fill({ key: gift.key, granted: true }));
    expect(await shop.grantPoints([{ ...gift, points: 70 }])).toEqual([{ key: gift.key, granted: false }]);
    expect(await shop.balance(grace)).toBe('50/0/0/0');
    await healthy();
  });

  it('needs a customer and points', async () => {
    const gift = { customerId: grace, points: 50, reason: 'Welcome', key: 'g' };
    await expect(shop.grantPoints([gift, { ...gift, customerId: uuidv7(), key: 'x' }])).rejects.toThrow();
    expect(await shop.balance(grace)).toBe('50/0/0/0');
    for (const wrong of [{ points: 0 }, { points: -5 }, { customerId: 'x' }, { key: '' }])
      await expect(shop.grantPoints([{ ...gift, ...wrong }])).rejects.toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
  });
});
