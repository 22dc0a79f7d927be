import type { CurrencyCode } from '@cartograph/kit/money';

/** What a point is worth in one currency: millionths of a minor unit, so that 0.0092 EUR (0.92 cents) is 920,000 exactly. */
export interface PointValue {
  readonly currency: CurrencyCode;
  readonly microMinor: bigint;
}

export interface Redemption {
  readonly points: number;
  /** What they take off. */
  readonly valueMinor: bigint;
}

const million = 1_000_000n;

/** GraphQL's largest Int: nobody earns or redeems more points at once. */
const mostPoints = 2_147_483_647n;

/** A point gives back 1 in 100 of what was paid for goods. */
const earnedPerGoods = 100n;

const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);
const divideUp = (numerator: bigint, divisor: bigint): bigint => (numerator + divisor - 1n) / divisor;

/**
 * Points pay last, like money, whole minor units only and never more than what is left to pay; of the points offered the fewest that
 * are worth what they take off are redeemed. A currency without a value takes none.
 */
export function redeem(offered: number, totalMinor: bigint, microMinor: bigint): Redemption {
  const valueMinor = least((least(BigInt(offered), mostPoints) * microMinor) / million, totalMinor);
  return valueMinor <= 0n ? { points: 0, valueMinor: 0n } : { points: Number(divideUp(valueMinor * million, microMinor)), valueMinor };
}

/** 1 % of the goods after coupons and points, in points of their value, rounded down: 1 point a dollar. */
export const pointsEarned = (goodsMinor: bigint, microMinor: bigint): number =>
  goodsMinor > 0n && microMinor > 0n ? Number(least((goodsMinor * million) / (earnedPerGoods * microMinor), mostPoints)) : 0;
