import type { Price } from '#rules/price-list';

export type DiscountKind = 'COUPON' | 'PROMOTION' | 'POINTS' | 'MANUAL';

/** What one cause takes off a basket. */
export interface Discount {
  readonly kind: DiscountKind;
  /** The coupon's, or the promotion's that needs none; null for points. */
  readonly code: string | null;
  /** For people. */
  readonly label: string;
  readonly amountMinor: bigint;
}

/** A line while promotions are applied. */
export interface DiscountedLine {
  readonly price: Price;
  readonly quantity: number;
  readonly unitMinor: bigint;
  readonly totalMinor: bigint;
  discountMinor: bigint;
  /** Its part of each promotion applied, in their order. */
  readonly shares: bigint[];
}

export const couponLabel = (code: string): string => `coupon ${code}`;

export const pointsDiscount = (points: number, valueMinor: bigint): Discount => ({
  kind: 'POINTS',
  code: null,
  label: points === 1 ? '1 point' : `${points} points`,
  amountMinor: valueMinor,
});
