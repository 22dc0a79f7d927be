import { allocate, type CurrencyCode, divideHalfEven } from '@cartograph/kit/money';

export interface Coupon {
  /** Upper case. */
  readonly code: string;
  /** Hundredths of a percent; null for a coupon of a fixed amount. */
  readonly basisPoints: number | null;
  readonly amounts: readonly CouponAmount[];
  /** Null: any. */
  readonly skus: readonly string[] | null;
  /** Null: any. */
  readonly taxCategories: readonly string[] | null;
  /** Valid from then on. */
  readonly startsAt: Date | null;
  /** Not valid from then on. */
  readonly endsAt: Date | null;
  /** Null: no limit. */
  readonly usageLimit: number | null;
  readonly perCustomerLimit: number | null;
  /** Live claims of everybody; `heldUses` of them are of placements that are not decided yet. Counted only where the limit is reached, else 0. */
  readonly uses: number;
  readonly heldUses: number;
  /** Live claims of the buyers asked for. */
  readonly buyerUses: readonly BuyerUses[];
}

/** Live claims of one buyer: a customer, or a guest known by e-mail alone. */
export interface BuyerUses {
  readonly customerId: string | null;
  readonly buyerKey: string | null;
  readonly uses: number;
  readonly heldUses: number;
}

export interface CouponAmount {
  readonly currency: CurrencyCode;
  /** Null for a percentage. */
  readonly offMinor: bigint | null;
  /** What the goods must come to, before discounts. */
  readonly minimumMinor: bigint;
}

export type CouponRejection = 'UNKNOWN' | 'NOT_STARTED' | 'EXPIRED' | 'USED_UP' | 'HELD' | 'NOT_APPLICABLE';

export interface RejectedCoupon {
  /** The code as it was given. */
  readonly coupon: string;
  readonly reason: CouponRejection;
  readonly message: string;
}

/** A basket as a coupon meets it: what is left of each line after the coupons before it. */
export interface DiscountableBasket {
  readonly now: Date;
  readonly currency: CurrencyCode;
  readonly customerId: string | null;
  readonly buyerKey: string | null;
  readonly subtotalMinor: bigint;
  readonly lines: readonly { readonly sku: string; readonly taxCategory: string; readonly leftMinor: bigint }[];
}

/** Codes are the same in any case; the first of two equal ones counts. Gives [code, as given]. */
export function distinctCodes(given: readonly string[]): [string, string][] {
  const codes = new Map<string, string>();
  for (const text of given) {
    const code = normalCode(text);
    if (!codes.has(code)) codes.set(code, text);
  }
  return [...codes];
}

export const normalCode = (given: string): string => given.trim().toUpperCase();

const sentences: Record<CouponRejection, string> = {
  UNKNOWN: 'There is no such coupon.',
  NOT_STARTED: 'This coupon is not valid yet.',
  EXPIRED: 'This coupon is not valid any more.',
  USED_UP: 'This coupon is used up.',
  HELD: 'The last use of this coupon is held by an order that is being paid: it may be free again in some minutes.',
  NOT_APPLICABLE: 'This coupon gives nothing on this basket.',
};

export const rejectedCoupon = (coupon: string, reason: CouponRejection): RejectedCoupon => ({
  coupon,
  reason,
  message: sentences[reason],
});

/** What a coupon takes off each line, in minor units, adding up to its worth; or why it gives nothing. */
export function discountOf(coupon: Coupon | undefined, basket: DiscountableBasket): bigint[] | CouponRejection {
  const reason = rejectionOf(coupon, basket);
  if (!coupon || reason) return reason ?? 'UNKNOWN';
  const weights = basket.lines.map((line) => (coversLine(coupon, line) ? line.leftMinor : 0n));
  const covered = weights.reduce((sum, weight) => sum + weight, 0n);
  const worth = worthOf(coupon, basket.currency, covered);
  return worth > 0n ? allocate(worth, weights) : 'NOT_APPLICABLE';
}

function rejectionOf(coupon: Coupon | undefined, basket: DiscountableBasket): CouponRejection | undefined {
  if (!coupon) return 'UNKNOWN';
  const { now, currency, subtotalMinor } = basket;
  if (coupon.startsAt && now < coupon.startsAt) return 'NOT_STARTED';
  if (coupon.endsAt && now >= coupon.endsAt) return 'EXPIRED';
  const spent = [spentBy(coupon, coupon.usageLimit), spentBy(usesOf(coupon, basket), coupon.perCustomerLimit)];
  const limited = spent.find((reason) => reason === 'USED_UP') ?? spent.find((reason) => reason === 'HELD');
  if (limited) return limited;
  const minimum = coupon.amounts.find((amount) => amount.currency === currency)?.minimumMinor ?? 0n;
  return subtotalMinor < minimum ? 'NOT_APPLICABLE' : undefined;
}

interface Uses {
  readonly uses: number;
  readonly heldUses: number;
}

/** Used up for good, or only while somebody is paying. */
function spentBy({ uses, heldUses }: Uses, limit: number | null): 'USED_UP' | 'HELD' | undefined {
  if (limit === null || uses < limit) return undefined;
  return uses - heldUses < limit ? 'HELD' : 'USED_UP';
}

/** One buyer is one customer, or one e-mail: who signs out, or opens a second account for the same mailbox, is still the same. */
const usesOf = ({ buyerUses }: Coupon, { customerId, buyerKey }: Buyer): Uses =>
  buyerUses
    .filter((use) => (customerId !== null && use.customerId === customerId) || (buyerKey !== null && use.buyerKey === buyerKey))
    .reduce((sum, use) => ({ uses: sum.uses + use.uses, heldUses: sum.heldUses + use.heldUses }), { uses: 0, heldUses: 0 });

const coversLine = ({ skus, taxCategories }: Coupon, line: { sku: string; taxCategory: string }): boolean =>
  (!skus || skus.includes(line.sku)) && (!taxCategories || taxCategories.includes(line.taxCategory));

/** Never more than what it covers. A coupon of a fixed amount is worth nothing in a currency that it does not name. */
function worthOf({ basisPoints, amounts }: Coupon, currency: CurrencyCode, covered: bigint): bigint {
  if (basisPoints !== null) return divideHalfEven(covered * BigInt(basisPoints), 10_000n);
  const off = amounts.find((amount) => amount.currency === currency)?.offMinor ?? 0n;
  return off < covered ? off : covered;
}

interface Buyer {
  readonly customerId: string | null;
  readonly buyerKey: string | null;
}

/** The coupon after one more claim, of a placement that is not decided yet. */
export const claimedOnce = (coupon: Coupon, { customerId, buyerKey }: Buyer): Coupon => ({
  ...coupon,
  uses: coupon.uses + 1,
  heldUses: coupon.heldUses + 1,
  buyerUses: [...coupon.buyerUses, { customerId, buyerKey, uses: 1, heldUses: 1 }],
});
