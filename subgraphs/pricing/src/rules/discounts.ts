import type { Basket } from '#rules/basket';
import { type Coupon, discountOf, distinctCodes, type RejectedCoupon, rejectedCoupon } from '#rules/coupon';
import type { Price } from '#rules/price-list';
import type { Trace } from '#rules/trace';

export type DiscountKind = 'COUPON' | 'PROMOTION' | 'POINTS' | 'MANUAL';

/** What one cause takes off a basket. */
export interface Discount {
  readonly kind: DiscountKind;
  /** The coupon's; null for points. */
  readonly code: string | null;
  /** For people. */
  readonly label: string;
  readonly amountMinor: bigint;
}

/** A line while coupons are applied. */
export interface DiscountedLine {
  readonly price: Price;
  readonly totalMinor: bigint;
  discountMinor: bigint;
  /** Its part of each coupon applied, in their order. */
  readonly shares: bigint[];
}

export interface AppliedCoupons {
  readonly applied: readonly (Discount & { readonly code: string })[];
  readonly rejected: readonly RejectedCoupon[];
}

/** Coupons in the order given, each on what the one before left of the lines it covers. */
export function applyCoupons(
  { now, coupons }: { readonly now: Date; readonly coupons: ReadonlyMap<string, Coupon> },
  basket: Basket,
  lines: readonly DiscountedLine[],
  trace: Trace,
): AppliedCoupons {
  const subtotalMinor = trace.total();
  const applied: (Discount & { readonly code: string })[] = [];
  const rejected: RejectedCoupon[] = [];
  for (const [code, given] of distinctCodes(basket.couponCodes)) {
    const left = lines.map(({ price: { sku, taxCategory }, totalMinor, discountMinor }) => ({
      sku,
      taxCategory,
      leftMinor: totalMinor - discountMinor,
    }));
    const discount = discountOf(coupons.get(code), { ...basket, now, subtotalMinor, lines: left });
    if (!Array.isArray(discount)) {
      rejected.push(rejectedCoupon(given, discount));
      continue;
    }
    for (const [index, line] of lines.entries()) {
      const share = discount[index] ?? 0n;
      line.discountMinor += share;
      line.shares.push(share);
    }
    const amountMinor = discount.reduce((sum, share) => sum + share, 0n);
    const label = couponLabel(code);
    trace.add('COUPON', label, -amountMinor);
    applied.push({ kind: 'COUPON', code, label, amountMinor });
  }
  return { applied, rejected };
}

export const couponLabel = (code: string): string => `coupon ${code}`;

export const pointsDiscount = (points: number, valueMinor: bigint): Discount => ({
  kind: 'POINTS',
  code: null,
  label: points === 1 ? '1 point' : `${points} points`,
  amountMinor: valueMinor,
});
