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
  /** Live claims of everybody, and of each customer. */
  readonly uses: number;
  readonly usesByCustomer: ReadonlyMap<string, number>;
}

export interface CouponAmount {
  readonly currency: CurrencyCode;
  /** Null for a percentage. */
  readonly offMinor: bigint | null;
  /** What the goods must come to, before discounts. */
  readonly minimumMinor: bigint;
}

export type CouponRejection = 'UNKNOWN' | 'NOT_STARTED' | 'EXPIRED' | 'USED_UP' | 'NOT_APPLICABLE';

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

function rejectionOf(coupon: Coupon | undefined, { now, currency, customerId, subtotalMinor }: DiscountableBasket) {
  if (!coupon) return 'UNKNOWN';
  if (coupon.startsAt && now < coupon.startsAt) return 'NOT_STARTED';
  if (coupon.endsAt && now >= coupon.endsAt) return 'EXPIRED';
  if (coupon.usageLimit !== null && coupon.uses >= coupon.usageLimit) return 'USED_UP';
  const own = customerId === null ? 0 : (coupon.usesByCustomer.get(customerId) ?? 0);
  if (customerId !== null && coupon.perCustomerLimit !== null && own >= coupon.perCustomerLimit) return 'USED_UP';
  const minimum = coupon.amounts.find((amount) => amount.currency === currency)?.minimumMinor ?? 0n;
  return subtotalMinor < minimum ? 'NOT_APPLICABLE' : undefined;
}

const coversLine = ({ skus, taxCategories }: Coupon, line: { sku: string; taxCategory: string }): boolean =>
  (!skus || skus.includes(line.sku)) && (!taxCategories || taxCategories.includes(line.taxCategory));

/** Never more than what it covers. A coupon of a fixed amount is worth nothing in a currency that it does not name. */
function worthOf({ basisPoints, amounts }: Coupon, currency: CurrencyCode, covered: bigint): bigint {
  if (basisPoints !== null) return divideHalfEven(covered * BigInt(basisPoints), 10_000n);
  const off = amounts.find((amount) => amount.currency === currency)?.offMinor ?? 0n;
  return off < covered ? off : covered;
}

/** The coupon after one more claim. */
export const claimedOnce = (coupon: Coupon, customerId: string | null): Coupon => ({
  ...coupon,
  uses: coupon.uses + 1,
  usesByCustomer:
    customerId === null
      ? coupon.usesByCustomer
      : new Map(coupon.usesByCustomer).set(customerId, (coupon.usesByCustomer.get(customerId) ?? 0) + 1),
});
