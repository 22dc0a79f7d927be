import type { Coupon, CouponRejection } from '#rules/coupon';
import type { Promotion } from '#rules/promotion';

export interface Uses {
  /** Live claims of everybody; `heldUses` of them are of placements that are not decided yet. Counted only where the limit is reached, else 0. */
  readonly uses: number;
  readonly heldUses: number;
}

export interface PromotionUses extends Uses {
  /** Live claims of the buyers asked for. */
  readonly buyerUses: readonly BuyerUses[];
}

/** Live claims of one buyer: a customer, or a guest known by e-mail alone. */
export interface BuyerUses extends Uses {
  readonly customerId: string | null;
  readonly buyerKey: string | null;
}

export interface Buyer {
  readonly customerId: string | null;
  readonly buyerKey: string | null;
}

export const unused: PromotionUses = { uses: 0, heldUses: 0, buyerUses: [] };

export interface Timed {
  readonly now: Date;
}

/** What a promotion, and the coupon that gives it, say whatever the basket is. */
export function refusalOf(
  { now }: Timed,
  promotion: Promotion,
  coupon: Coupon | null,
  { buyerUses, ...uses }: PromotionUses,
  buyer: Buyer,
): Exclude<CouponRejection, 'UNKNOWN' | 'NOT_APPLICABLE'> | undefined {
  const over = (endsAt: Date | null | undefined) => endsAt !== null && endsAt !== undefined && now >= endsAt;
  if (!promotion.active || coupon?.active === false) return 'EXPIRED';
  if (promotion.startsAt && now < promotion.startsAt) return 'NOT_STARTED';
  if (over(promotion.endsAt) || over(coupon?.endsAt)) return 'EXPIRED';
  const own = usesOf(buyerUses, buyer);
  const spent = [
    coupon ? spentBy(coupon, coupon.usageLimit) : undefined,
    spentBy(uses, promotion.usageLimit),
    spentBy(own, promotion.usageLimitPerCustomer),
    // Two first orders at once are not both the first: the promotion itself is taken once a buyer.
    promotion.conditions.some(({ kind }) => kind === 'FIRST_ORDER') ? spentBy(own, 1) : undefined,
  ];
  return spent.find((reason) => reason === 'USED_UP') ?? spent.find((reason) => reason === 'HELD');
}

/** Used up for good, or only while somebody is paying. */
function spentBy({ uses, heldUses }: Uses, limit: number | null): 'USED_UP' | 'HELD' | undefined {
  if (limit === null || uses < limit) return undefined;
  return uses - heldUses < limit ? 'HELD' : 'USED_UP';
}

/** One buyer is one customer, or one e-mail: who signs out, or opens a second account for the same mailbox, is still the same. */
const usesOf = (buyerUses: readonly BuyerUses[], { customerId, buyerKey }: Buyer): Uses =>
  buyerUses
    .filter((use) => (customerId !== null && use.customerId === customerId) || (buyerKey !== null && use.buyerKey === buyerKey))
    .reduce((sum, use) => ({ uses: sum.uses + use.uses, heldUses: sum.heldUses + use.heldUses }), { uses: 0, heldUses: 0 });

/** After one more claim, of a placement that is not decided yet. */
export const claimedOnce = <Counted extends Uses>(counted: Counted): Counted => ({
  ...counted,
  uses: counted.uses + 1,
  heldUses: counted.heldUses + 1,
});

export const claimedBy = ({ buyerUses, ...uses }: PromotionUses, { customerId, buyerKey }: Buyer): PromotionUses => ({
  ...claimedOnce(uses),
  buyerUses: [...buyerUses, { customerId, buyerKey, uses: 1, heldUses: 1 }],
});
