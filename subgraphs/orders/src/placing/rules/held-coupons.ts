import { normalizeCoupons } from '#placing/rules/request';
import type { FreezeQuoteOutcome } from '#remotes/pricing';

/** The coupons that pricing refuses because their last use belongs to an order whose end it has not heard of. */
export const heldCoupons = ({ rejectedCoupons }: FreezeQuoteOutcome): string[] =>
  normalizeCoupons(rejectedCoupons.filter(({ reason }) => reason === 'HELD').map(({ coupon }) => coupon));

/** Pricing hears of a decision a little later than the buyer: what no order in play holds is used up, and will not be free again. */
export const usedUpUnlessInPlay = (price: FreezeQuoteOutcome, inPlay: ReadonlySet<string>): FreezeQuoteOutcome => ({
  ...price,
  rejectedCoupons: price.rejectedCoupons.map((rejected) => {
    const isHeld = rejected.reason !== 'HELD' || normalizeCoupons([rejected.coupon]).some((code) => inPlay.has(code));
    return isHeld ? rejected : { ...rejected, reason: 'USED_UP' as const, message: 'This coupon is used up.' };
  }),
});
