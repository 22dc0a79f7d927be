import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideHolds } from '#points/rules/loyalty';
import { tierOf } from '#points/rules/tier';

const demand = (customerId: string, points: number) => ({ placementId: `${customerId} ${points}`, customerId, points });

describe('points held for placements', () => {
  it('go to those who come first; one who wants too much does not spoil it for those after', () => {
    const decisions = decideHolds([demand('ada', 60), demand('ada', 50), demand('ada', 40)], new Map([['ada', 100]]));
    expect(decisions.map(({ state, refusal, available }) => [state, refusal, available])).toEqual([
      ['HELD', null, 100],
      ['REFUSED', 'INSUFFICIENT_POINTS', 40],
      ['HELD', null, 40],
    ]);
  });

  it('need a customer, even when they are none', () => {
    expect(decideHolds([demand('nobody', 0)], new Map())).toMatchObject([{ state: 'REFUSED', refusal: 'UNKNOWN_CUSTOMER', available: 0 }]);
  });

  it('are never more than there are, and are refused only when they would be', () => {
    const customers = fc.constantFrom('ada', 'grace', 'nobody');
    const demands = fc.array(fc.record({ placementId: fc.string(), customerId: customers, points: fc.nat(100) }));
    fc.assert(
      fc.property(demands, fc.nat(300), fc.nat(300), (list, ada, grace) => {
        const left = new Map([
          ['ada', ada],
          ['grace', grace],
        ]);
        for (const { customerId, points, state, available } of decideHolds(list, left)) {
          const free = left.get(customerId);
          expect(available).toBe(free ?? 0);
          expect(state).toBe(free !== undefined && points <= free ? 'HELD' : 'REFUSED');
          if (state === 'HELD') left.set(customerId, (free ?? 0) - points);
        }
      }),
    );
  });
});

describe('the tier', () => {
  it.each([
    [0, 'BRONZE'],
    [999, 'BRONZE'],
    [1_000, 'SILVER'],
    [4_999, 'SILVER'],
    [5_000, 'GOLD'],
  ])('of %i points is %s', (lifetime, tier) => expect(tierOf(lifetime)).toBe(tier));
});
