/** GraphQL's largest Int: nobody earns or redeems more points at once. */
const mostPoints = 2_147_483_647n;

const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);

/** Points pay last, like money: 1 point is 1 minor unit (1 cent, 1 yen), and never more than what is left to pay. */
export const pointsRedeemed = (wanted: number, totalMinor: bigint): number => Number(least(least(BigInt(wanted), totalMinor), mostPoints));

/** 1 point for each whole 100 minor units (1 dollar, 100 yen) of goods after coupons and points. */
export const pointsEarned = (goodsMinor: bigint): number => (goodsMinor > 0n ? Number(least(goodsMinor / 100n, mostPoints)) : 0);
