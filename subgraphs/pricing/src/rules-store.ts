import type { Queryable } from '@cartograph/kit/db';
import { isUuid } from '@cartograph/kit/ids';
import type { CurrencyCode } from '@cartograph/kit/money';
import { countingLists, distinct, type PricesJson, pricesFrom, pricesJson, valid } from '#price-store';
import type { Basket } from '#rules/basket';
import { type Coupon, normalCode } from '#rules/coupon';
import { promotionOfCoupon } from '#rules/coupon-promotion';
import { usualPriority } from '#rules/promotion';
import { type BuyerUses, unused } from '#rules/promotion-limits';
import type { PriceRules } from '#rules/quote';
import type { ShippingRate } from '#rules/shipping';
import type { TaxRate } from '#rules/tax';

interface RulesRow extends Record<string, unknown> {
  now: Date;
  prices: PricesJson;
  tax_rates: TaxRate[];
  shipping_rates: (Omit<ShippingRate, 'flatMinor' | 'freeFromMinor'> & { flatMinor: string; freeFromMinor: string | null })[];
  coupons: CouponJson[];
  buyer_uses: (BuyerUses & { code: string })[];
  point_values: { currency: CurrencyCode; microMinor: string }[];
  known: string[];
}

type CouponJson = Pick<Coupon, 'code' | 'usageLimit' | 'uses' | 'heldUses'> & {
  basisPoints: number | null;
  skus: string[] | null;
  taxCategories: string[] | null;
  perCustomerLimit: number | null;
  amounts: { currency: CurrencyCode; offMinor: string | null; minimumMinor: string }[];
  startsAt: string | null;
  endsAt: string | null;
};

/** Counted only where the limit is reached. Who is paying claimed a moment ago: what is a day old and not decided is stuck, and counts as used. */
const heldUses = `case when c.uses < c.usage_limit or c.usage_limit is null then 0 else (select count(*) from coupon_claims l
  join placement_quotes q using (placement_id) where l.code = c.code and l.released_at is null
    and l.claimed_at > now() - interval '1 day' and q.state = 'FROZEN') end`;

/** One statement for any number of baskets, whatever they need: it is the only read of a quote and of a freeze. */
const rulesText = `with ${countingLists} select now() as now, ${pricesJson} as prices,
  (select coalesce(json_agg(json_build_object('country', t.country, 'region', t.region, 'taxCategory', t.tax_category,
      'ratePpm', t.rate_ppm, 'included', t.included, 'rounding', t.rounding, 'roundedPer', t.rounded_per,
      'appliesToShipping', t.applies_to_shipping)), '[]') from tax_rates t where t.country = any($3::bpchar[]) and ${valid('t')}) as tax_rates,
  (select coalesce(json_agg(json_build_object('currency', s.currency, 'country', s.country, 'flatMinor', s.flat_minor::text,
      'freeFromMinor', s.free_from_minor::text)), '[]') from shipping_rates s
    where s.currency = any($2::bpchar[]) and (s.country = '' or s.country = any($3::text[]))) as shipping_rates,
  (select coalesce(json_agg(json_build_object('code', c.code, 'basisPoints', c.basis_points, 'skus', c.skus,
      'taxCategories', c.tax_categories, 'startsAt', c.starts_at, 'endsAt', c.ends_at, 'usageLimit', c.usage_limit,
      'perCustomerLimit', c.per_customer_limit, 'uses', c.uses, 'heldUses', ${heldUses}, 'amounts',
      (select coalesce(json_agg(json_build_object('currency', a.currency, 'offMinor', a.off_minor::text,
        'minimumMinor', a.minimum_minor::text)), '[]') from coupon_amounts a where a.code = c.code))), '[]')
    from coupons c where c.code = any($4::text[])) as coupons,
  (select coalesce(json_agg(json_build_object('code', u.code, 'customerId', u.customer_id, 'buyerKey', u.buyer_key, 'uses', u.uses,
      'heldUses', u.held)), '[]')
    from (select l.code, l.customer_id, l.buyer_key, count(*) as uses, count(*) filter (where q.state = 'FROZEN') as held
      from coupon_claims l join placement_quotes q using (placement_id)
      where l.code = any($4::text[]) and l.released_at is null and (l.customer_id = any($5::uuid[]) or l.buyer_key = any($7::text[]))
      group by 1, 2, 3) u) as buyer_uses,
  (select coalesce(json_agg(json_build_object('currency', v.currency, 'microMinor', v.micro_minor::text)), '[]') from point_values v
    where v.currency = any($2::bpchar[])) as point_values,
  (select coalesce(json_agg(q.placement_id), '[]') from placement_quotes q where q.placement_id = any($6::uuid[])) as known`;

export interface LoadedRules extends PriceRules {
  /** Those of the placements asked for that have a row already. */
  readonly known: ReadonlySet<string>;
}

/** What the baskets need to be priced, at the database's time. */
export async function loadRules(db: Queryable, baskets: readonly Basket[], placementIds: readonly string[] = []): Promise<LoadedRules> {
  const [row] = await db.query<RulesRow>({
    name: 'pricing_rules',
    text: rulesText,
    values: [
      distinct(baskets.flatMap(({ lines }) => lines.map(({ sku }) => sku))),
      distinct(baskets.map(({ currency }) => currency)),
      distinct(baskets.map(({ destination }) => destination?.country ?? '')),
      distinct(baskets.flatMap(({ couponCodes }) => couponCodes.map(normalCode))),
      distinct(baskets.map(({ customerId }) => customerId).filter(isUuid)),
      placementIds,
      distinct(baskets.flatMap(({ buyerKey }) => (buyerKey === null ? [] : [buyerKey]))),
    ],
  });
  if (!row) throw new Error('no row from a select without a from');
  return {
    now: row.now,
    ...pricesFrom(row.prices),
    taxRates: row.tax_rates,
    shippingRates: row.shipping_rates.map((rate) => ({
      ...rate,
      flatMinor: BigInt(rate.flatMinor),
      freeFromMinor: bigintOrNull(rate.freeFromMinor),
    })),
    coupons: new Map(row.coupons.map((coupon) => [coupon.code, couponOf(coupon)])),
    timeZone: 'UTC',
    promotions: [],
    goods: new Map(),
    promotionUses: new Map(
      row.coupons.map(({ code }) => [code, { ...unused, buyerUses: row.buyer_uses.filter((use) => use.code === code) }]),
    ),
    pointValues: row.point_values.map(({ currency, microMinor }) => ({ currency, microMinor: BigInt(microMinor) })),
    known: new Set(row.known),
  };
}

const bigintOrNull = (text: string | null): bigint | null => (text === null ? null : BigInt(text));
const dateOrNull = (text: string | null): Date | null => (text === null ? null : new Date(text));

/** A coupon has a promotion of its own, which is called as it is. */
const couponOf = ({ code, usageLimit, uses, heldUses, perCustomerLimit, startsAt, endsAt, ...terms }: CouponJson): Coupon => ({
  code,
  active: true,
  endsAt: dateOrNull(endsAt),
  usageLimit,
  uses,
  heldUses,
  promotion: {
    id: code,
    code,
    name: code,
    priority: usualPriority,
    stacking: 'STACKS',
    needsCoupon: true,
    active: true,
    startsAt: dateOrNull(startsAt),
    endsAt: null,
    usageLimit: null,
    usageLimitPerCustomer: perCustomerLimit,
    ...promotionOfCoupon({
      ...(terms.basisPoints === null ? {} : { basisPoints: terms.basisPoints }),
      ...(terms.skus && { skus: terms.skus }),
      ...(terms.taxCategories && { taxCategories: terms.taxCategories }),
      amounts: terms.amounts.map(({ currency, offMinor, minimumMinor }) => ({
        currency,
        ...(offMinor === null ? {} : { offMinor: BigInt(offMinor) }),
        minimumMinor: BigInt(minimumMinor),
      })),
    }),
  },
});
