import { expect, test } from 'vitest';
import { heldCoupons, usedUpUnlessInPlay } from '#placing/rules/held-coupons';
import type { FreezeQuoteOutcome } from '#remotes/pricing';

const refusal = (coupon: string, reason: 'HELD' | 'EXPIRED') => ({ coupon, reason, message: reason });
const price: FreezeQuoteOutcome = {
  placementId: 'p',
  state: 'REFUSED',
  quote: null,
  unpricedSkus: [],
  tooLarge: false,
  shippingProblem: null,
  rejectedCoupons: [refusal('one', 'HELD'), refusal('TWO', 'HELD'), refusal('OLD', 'EXPIRED')],
};

test('a coupon whose last use went to an order that is placed is used up, also while pricing has not heard so', () => {
  expect(heldCoupons(price)).toEqual(['ONE', 'TWO']);
  const told = usedUpUnlessInPlay(price, new Set(['ONE'])).rejectedCoupons.map(({ coupon, reason }) => [coupon, reason]);
  expect(told).toEqual([
    ['one', 'HELD'],
    ['TWO', 'USED_UP'],
    ['OLD', 'EXPIRED'],
  ]);
});
