import { type Basket, groupsOf } from '#rules/basket';
import { type Coupon, type CouponRejection, distinctCodes, type RejectedCoupon, rejectedCoupon } from '#rules/coupon';
import { couponLabel, type Discount, type DiscountedLine } from '#rules/discounts';
import { type GoodsFacts, isCounted, type Promotion } from '#rules/promotion';
import { type Candidate, choose, type Gift } from '#rules/promotion-choice';
import { coverageOf, type GoodsLine, type Occasion } from '#rules/promotion-conditions';
import { type PromotionUses, refusalOf, unused } from '#rules/promotion-limits';
import type { Trace } from '#rules/trace';

/** What is needed to apply promotions, as it stands at `now`. */
export interface PromotionRules {
  readonly now: Date;
  /** The shop's, of the IANA database. */
  readonly timeZone: string;
  /** By customer; missing: in none. */
  readonly customerGroups: ReadonlyMap<string, readonly string[]>;
  /** Those that need no coupon. */
  readonly promotions: readonly Promotion[];
  /** Those that were given, by code. */
  readonly coupons: ReadonlyMap<string, Coupon>;
  /** By promotion; what has no limits is not in it. */
  readonly promotionUses: ReadonlyMap<string, PromotionUses>;
  /** By SKU. */
  readonly goods: ReadonlyMap<string, GoodsFacts>;
  /** Identities of e-mails, guests' and customers', with an order that stands. */
  readonly earlierBuyers: ReadonlySet<string>;
}

export interface AppliedPromotions {
  /** In their order: those of goods, then those of shipping, which take off nothing here. */
  readonly applied: readonly (Discount & { readonly code: string })[];
  readonly rejected: readonly RejectedCoupon[];
  /** What shipping costs; each step of it, by label. */
  readonly shippingMinor: bigint;
  readonly shippingSteps: readonly { readonly rule: 'PROMOTION' | 'COUPON'; readonly label: string; readonly offMinor: bigint }[];
  /** Before promotions of shipping. */
  readonly fullShippingMinor: bigint;
  /** What goods came to when shipping was counted: the options of sending are those for this sum, or their prices were not what is charged. */
  readonly shippedGoodsMinor: bigint;
  readonly claims: readonly PromotionClaim[];
}

/** A promotion that was used, and the coupon that gave it. */
export interface PromotionClaim {
  readonly promotionId: string;
  readonly code: string | null;
  /** The promotion has limits. */
  readonly counted: boolean;
}

/**
 * Promotions and coupons (docs/decisions/0057-promotions.md): which of them apply, and what each takes off of which line.
 * `shippingOf` is what sending goods of so much costs.
 */
export function applyPromotions(
  rules: PromotionRules,
  basket: Basket,
  lines: readonly DiscountedLine[],
  shippingOf: (goodsMinor: bigint) => bigint,
  trace: Trace,
): AppliedPromotions {
  const goodsMinor = trace.total();
  const codes = distinctCodes(basket.couponCodes);
  if (rules.promotions.length === 0 && codes.length === 0) return nothingApplied(shippingOf(goodsMinor), goodsMinor);
  const goods = lines.map(goodsLine);
  const { candidates, rejected, missed } = candidatesOf(rules, basket, codes, occasionOf(rules, basket, goods, goodsMinor));
  const choice = choose(candidates, { currency: basket.currency, lines: goods, shippingOf });
  const waits = ({ candidate }: Gift) => basket.destination === null && candidate.promotion.effect.kind === 'SHIPPING_PERCENT_OFF';
  const given = choice.gifts.filter((gift) => gift.goodsMinor > 0n || gift.shippingMinor > 0n || waits(gift));
  for (const { candidate } of choice.gifts.filter((gift) => !given.includes(gift))) reject(candidate, 'it gives nothing here');
  for (const { candidate, to } of choice.yielding) {
    if (to)
      reject(candidate, `${labelOf(to)} gives more`, 'Another promotion gives more on this basket, and this coupon does not go with it.');
    else reject(candidate, 'it gives nothing here');
  }

  const ofGoods = given.filter(({ candidate }) => candidate.promotion.effect.kind !== 'SHIPPING_PERCENT_OFF');
  const ofShipping = given.filter((gift) => !ofGoods.includes(gift));
  for (const gift of [...ofGoods, ...ofShipping]) {
    for (const [index, line] of lines.entries()) {
      line.discountMinor += gift.shares[index] ?? 0n;
      line.shares.push(gift.shares[index] ?? 0n);
    }
    if (gift.goodsMinor > 0n) trace.add(ruleOf(gift.candidate), labelOf(gift.candidate), -gift.goodsMinor);
  }
  for (const { rule, label, why } of missed) trace.remark(rule, `${label} does not apply: ${why}`);
  return {
    applied: [...ofGoods, ...ofShipping].map(discountFor),
    rejected: codes.flatMap(([code]) => rejected.get(code) ?? []),
    fullShippingMinor: choice.shippingMinor,
    shippedGoodsMinor: choice.shippedGoodsMinor,
    shippingMinor: ofShipping.reduce((minor, gift) => minor - gift.shippingMinor, choice.shippingMinor),
    shippingSteps: ofShipping.map(({ candidate, shippingMinor }) => ({
      rule: ruleOf(candidate),
      label: labelOf(candidate),
      offMinor: shippingMinor,
    })),
    claims: given.map(({ candidate: { promotion, code } }) => ({ promotionId: promotion.id, code, counted: isCounted(promotion) })),
  };

  function reject(candidate: Candidate, why: string, message?: string): void {
    const { code, place } = candidate;
    missed.push({ rule: ruleOf(candidate), label: labelOf(candidate), why });
    if (code !== null) rejected.set(code, rejectedCoupon(codes[place]?.[1] ?? code, 'NOT_APPLICABLE', message));
  }
}

const nothingApplied = (shippingMinor: bigint, shippedGoodsMinor: bigint): AppliedPromotions => ({
  applied: [],
  rejected: [],
  shippingMinor,
  fullShippingMinor: shippingMinor,
  shippedGoodsMinor,
  shippingSteps: [],
  claims: [],
});

const goodsLine = ({ price: { sku, taxCategory }, quantity, unitMinor, totalMinor }: DiscountedLine): GoodsLine => ({
  sku,
  taxCategory,
  quantity,
  unitMinor,
  totalMinor,
});

const occasionOf = (rules: PromotionRules, basket: Basket, lines: readonly GoodsLine[], subtotalMinor: bigint): Occasion => ({
  now: rules.now,
  timeZone: rules.timeZone,
  currency: basket.currency,
  country: basket.destination?.country ?? null,
  subtotalMinor,
  customerGroups: groupsOf(rules, basket),
  firstOrder: basket.buyerKey === null || !rules.earlierBuyers.has(basket.buyerKey),
  lines,
  goods: rules.goods,
});

interface Candidates {
  readonly candidates: Candidate[];
  /** By code. */
  readonly rejected: Map<string, RejectedCoupon>;
  readonly missed: { rule: 'PROMOTION' | 'COUPON'; label: string; why: string }[];
}

/** Which may apply, and why the others do not. */
function candidatesOf(rules: PromotionRules, basket: Basket, codes: readonly [string, string][], occasion: Occasion): Candidates {
  const { promotions, coupons, promotionUses } = rules;
  const found: Candidates = { candidates: [], rejected: new Map(), missed: [] };
  const refusal = (promotion: Promotion, coupon: Coupon | null) =>
    refusalOf(rules, promotion, coupon, promotionUses.get(promotion.id) ?? unused, basket);
  for (const promotion of promotions.toSorted((one, other) => (one.code < other.code ? -1 : 1))) {
    const refused = refusal(promotion, null);
    const covered = refused ? sentences[refused] : coverageOf(promotion, occasion);
    if (typeof covered === 'string') found.missed.push({ rule: 'PROMOTION', label: `promotion ${promotion.code}`, why: covered });
    else found.candidates.push({ promotion, code: null, place: 0, covered });
  }
  for (const [place, [code, given]] of codes.entries()) {
    const coupon = coupons.get(code);
    const reject = (reason: CouponRejection, why: string, message?: string) => {
      found.rejected.set(code, rejectedCoupon(given, reason, message));
      found.missed.push({ rule: 'COUPON', label: couponLabel(code), why });
    };
    const refused = coupon && refusal(coupon.promotion, coupon);
    const covered = coupon && !refused ? coverageOf(coupon.promotion, occasion) : '';
    if (!coupon) reject('UNKNOWN', 'there is none');
    else if (refused) reject(refused, sentences[refused]);
    else if (typeof covered === 'string') reject('NOT_APPLICABLE', covered);
    else if (found.candidates.some(({ promotion }) => promotion.id === coupon.promotion.id))
      reject('NOT_APPLICABLE', 'its promotion applies already', 'Another coupon of the same promotion is used already.');
    else found.candidates.push({ promotion: coupon.promotion, code, place, covered });
  }
  return found;
}

const sentences = {
  NOT_STARTED: 'it has not begun',
  EXPIRED: 'it is over',
  USED_UP: 'it is used up',
  HELD: 'its last use is held by an order that is being paid',
} as const;

const ruleOf = ({ code }: Candidate): 'PROMOTION' | 'COUPON' => (code === null ? 'PROMOTION' : 'COUPON');

const labelOf = ({ promotion, code }: Candidate): string => (code === null ? `promotion ${promotion.code}` : couponLabel(code));

/** For people: the name that the shop gave it, or the coupon as they know it. */
const discountFor = ({ candidate, goodsMinor }: Gift): Discount & { readonly code: string } => ({
  kind: ruleOf(candidate),
  code: candidate.code ?? candidate.promotion.code,
  label: candidate.code === null ? candidate.promotion.name : couponLabel(candidate.code),
  amountMinor: goodsMinor,
});
