import { uuidv7 } from '@cartograph/kit/ids';
import { beforeEach, describe, expect, it } from 'vitest';
import { ada, grace, openShop, type Shop } from '#testing/shop';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
  await shop.grant(ada, 100);
});

const demand = (customerId: string, points: number, placementId: string = uuidv7()) => ({ placementId, customerId, points });

describe('holding points', () => {
  it('takes them from what can be redeemed, in four statements however many placements there are', async () => {
    const demands = [demand(ada, 60), demand(ada, 50), demand(ada, 40), demand(grace, 1), demand(uuidv7(), 5), demand('nobody', 0)];
    let outcomes: unknown[] = [];
    const statements = await shop.statementsOf(async () => {
      outcomes = await shop.holdPoints(demands);
    });
    expect(outcomes).toEqual(
      [
        { state: 'HELD', refusal: null, available: 100 },
        { state: 'REFUSED', refusal: 'INSUFFICIENT_POINTS', available: 40 },
        { state: 'HELD', refusal: null, available: 40 },
        { state: 'REFUSED', refusal: 'INSUFFICIENT_POINTS', available: 0 },
        { state: 'REFUSED', refusal: 'UNKNOWN_CUSTOMER', available: 0 },
        { state: 'REFUSED', refusal: 'UNKNOWN_CUSTOMER', available: 0 },
      ].map((outcome, index) => ({ placementId: demands[index]?.placementId, ...outcome })),
    );
    expect(statements).toBe(4);
    expect(await shop.balance(ada)).toBe('0/0/100/0');
    expect(await shop.violations()).toEqual([]);
  });

  it('that are none checks the customer in one statement, and in two when the placement was there before', async () => {
    const demands = [demand(ada, 0), demand(uuidv7(), 0), demand('nobody', 0)];
    const states = async () => (await shop.holdPoints(demands)).map(({ state, refusal, available }) => [state, refusal, available]);
    const expected = [
      ['HELD', null, 100],
      ['REFUSED', 'UNKNOWN_CUSTOMER', 0],
      ['REFUSED', 'UNKNOWN_CUSTOMER', 0],
    ];
    expect(await shop.statementsOf(async () => expect(await states()).toEqual(expected))).toBe(1);
    expect(await shop.statementsOf(async () => expect(await states()).toEqual(expected))).toBe(2);
    expect(await shop.balance(ada)).toBe('100/0/0/0');
  });

  it('again gives the stored answer and takes nothing, with another customer or number too', async () => {
    const placementId = uuidv7();
    const repeats = [demand(ada, 30, placementId), demand(ada, 30, placementId.toUpperCase()), demand(grace, 99, placementId)];
    expect((await shop.holdPoints(repeats)).map(({ state }) => state)).toEqual(['HELD', 'HELD', 'HELD']);
    expect((await shop.holdPoints(repeats)).map(({ state }) => state)).toEqual(['HELD', 'HELD', 'HELD']);
    expect(await shop.balance(ada)).toBe('70/0/30/0');

    const refused = await shop.hold(ada, 71);
    await shop.grant(ada, 500);
    expect(await shop.hold(ada, 71, refused.placementId)).toMatchObject({ state: 'REFUSED' });
  });

  it('for a placement that was given up before is refused', async () => {
    const placementId = uuidv7();
    expect(await shop.releasePoints([{ placementId }])).toEqual([{ placementId, state: 'RELEASED' }]);
    expect(await shop.hold(ada, 10, placementId)).toMatchObject({ state: 'RELEASED' });
    expect(await shop.hold(ada, 0, placementId)).toMatchObject({ state: 'RELEASED' });
    expect(await shop.balance(ada)).toBe('100/0/0/0');
    expect(await shop.violations()).toEqual([]);
  });

  it('is refused whole when the list is malformed', async () => {
    for (const wrong of [demand(ada, -1), demand(ada, 1.5), demand(ada, 2 ** 31), demand(ada, 1, 'x')])
      await expect(shop.holdPoints([demand(ada, 1), wrong])).rejects.toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
    expect(await shop.holdPoints([])).toEqual([]);
    expect(await shop.balance(ada)).toBe('100/0/0/0');
  });
});
