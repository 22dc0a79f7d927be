import type { CurrencyCode } from '@cartograph/kit/money';
import type { Promotion } from '#rules/promotion';
import type { GoodsLine } from '#rules/promotion-conditions';
import { giftOf, shippingGiftOf } from '#rules/promotion-effects';

/** A promotion that may apply, and the lines it counts. */
export interface Candidate {
  readonly promotion: Promotion;
  /** The coupon that gives it; null: it needs none. */
  readonly code: string | null;
  /** The coupon's place among those given. */
  readonly place: number;
  readonly covered: readonly boolean[];
}

export interface Counter {
  readonly currency: CurrencyCode;
  readonly lines: readonly GoodsLine[];
  /** What sending goods of so much costs: goods after coupons; what the shop takes off by itself does not make shipping dearer. */
  readonly shippingOf: (goodsMinor: bigint) => bigint;
}

export interface Gift {
  readonly candidate: Candidate;
  /** Of each line. */
  readonly shares: readonly bigint[];
  readonly goodsMinor: bigint;
  readonly shippingMinor: bigint;
}

export interface Tally {
  readonly gifts: readonly Gift[];
  /** Before promotions of shipping. */
  readonly shippingMinor: bigint;
  /** What goods came to as shipping counts them: after coupons. */
  readonly shippedGoodsMinor: bigint;
  /** Goods and shipping after all gifts. */
  readonly costMinor: bigint;
}

const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((total, amount) => total + amount, 0n);

/** The order in which they count: priority 1 before 2; those without a coupon first, by code; coupons as they were given. */
export function inTurn(one: Candidate, other: Candidate): number {
  if (one.promotion.priority !== other.promotion.priority) return one.promotion.priority - other.promotion.priority;
  if ((one.code === null) !== (other.code === null)) return one.code === null ? -1 : 1;
  return one.code === null ? (one.promotion.code < other.promotion.code ? -1 : 1) : one.place - other.place;
}

/** What promotions give together, each counting on what those before left. */
export function tally(candidates: readonly Candidate[], { currency, lines, shippingOf }: Counter): Tally {
  const left = lines.map(({ totalMinor }) => totalMinor);
  const goods = candidates.map((candidate) => {
    const shares = giftOf(candidate.promotion.effect, currency, lines, candidate.covered, left);
    for (const [index, share] of shares.entries()) left[index] = (left[index] ?? 0n) - share;
    return { candidate, shares, goodsMinor: sum(shares) };
  });
  const couponsMinor = sum(goods.map(({ candidate, goodsMinor }) => (candidate.code === null ? 0n : goodsMinor)));
  const shippedGoodsMinor = sum(lines.map(({ totalMinor }) => totalMinor)) - couponsMinor;
  const shippingMinor = shippingOf(shippedGoodsMinor);
  let shippingLeft = shippingMinor;
  const gifts = goods.map((gift) => {
    const off = shippingGiftOf(gift.candidate.promotion.effect, currency, shippingLeft);
    shippingLeft -= off;
    return { ...gift, shippingMinor: off };
  });
  return { gifts, shippingMinor, shippedGoodsMinor, costMinor: sum(left) + shippingLeft };
}

export interface Choice extends Tally {
  /** Those that could have applied, and give way to another; null: alone they give nothing, and there is no other. */
  readonly yielding: readonly { readonly candidate: Candidate; readonly to: Candidate | null }[];
}

/**
 * Those that stack, with the one of each group that gives most by itself; or one that is exclusive, alone, when goods and shipping cost
 * less with it than with all of these.
 */
export function choose(candidates: readonly Candidate[], counter: Counter): Choice {
  const ordered = candidates.toSorted(inTurn);
  const together: Candidate[] = [];
  const yielding: { candidate: Candidate; to: Candidate | null }[] = [];
  for (const candidate of ordered) {
    if (candidate.promotion.stacking === 'EXCLUSIVE') continue;
    const best = bestOfGroup(candidate, ordered, counter);
    if (best === candidate) together.push(candidate);
    else yielding.push({ candidate, to: best });
  }
  let chosen = { of: together, ...tally(together, counter) };
  for (const candidate of ordered.filter(({ promotion }) => promotion.stacking === 'EXCLUSIVE')) {
    const alone = tally([candidate], counter);
    if (alone.costMinor < chosen.costMinor) chosen = { of: [candidate], ...alone };
  }
  const [to = null] = chosen.of;
  const others = ordered.filter((one) => !chosen.of.includes(one) && !yielding.some(({ candidate }) => candidate === one));
  return { ...chosen, yielding: [...yielding, ...others.map((candidate) => ({ candidate, to }))] };
}

/** By what each gives alone, whatever else there is: then one more promotion never changes the choice of a group that it is not in. */
function bestOfGroup(candidate: Candidate, ordered: readonly Candidate[], counter: Counter): Candidate {
  const { priority, stacking } = candidate.promotion;
  if (stacking !== 'BEST_OF_GROUP') return candidate;
  const group = ordered.filter(({ promotion }) => promotion.stacking === 'BEST_OF_GROUP' && promotion.priority === priority);
  return group.reduce((best, next) => (tally([next], counter).costMinor < tally([best], counter).costMinor ? next : best));
}
