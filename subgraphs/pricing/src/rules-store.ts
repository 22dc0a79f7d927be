import type { Queryable } from '@cartograph/kit/db';
import { isUuid } from '@cartograph/kit/ids';
import type { CurrencyCode } from '@cartograph/kit/money';
import { shopTimeZone } from '#config';
import { countingLists, distinct, type PricesJson, pricesFrom, pricesJson, valid } from '#price-store';
import { knownBooks } from '#promotion-book';
import { countedPromotions, type PromotionsJson, promotionsFrom, promotionsJson } from '#promotion-rules-store';
import type { Basket } from '#rules/basket';
import { normalCode } from '#rules/coupon';
import type { PriceRules } from '#rules/quote';
import type { TaxRate } from '#rules/tax';
import { type ShippingRateJson, shippingRateOf, shippingRatesJson, ships } from '#shipping/shipping-rate-store';

interface RulesRow extends Record<string, unknown> {
  now: Date;
  prices: PricesJson;
  tax_rates: TaxRate[];
  shipping_rates: ShippingRateJson[];
  ships: boolean;
  promotions: PromotionsJson;
  point_values: { currency: CurrencyCode; microMinor: string }[];
  known: string[];
}

/** One statement for any number of baskets, whatever they need: it is the only read of a quote and of a freeze. */
const rulesText = `with ${countingLists}, ${countedPromotions}
  select now() as now, ${pricesJson} as prices, ${promotionsJson} as promotions,
  (select coalesce(json_agg(json_build_object('country', t.country, 'region', t.region, 'taxCategory', t.tax_category,
      'ratePpm', t.rate_ppm, 'included', t.included, 'rounding', t.rounding, 'roundedPer', t.rounded_per,
      'appliesToShipping', t.applies_to_shipping)), '[]') from tax_rates t where t.country = any($3::bpchar[]) and ${valid('t')}) as tax_rates,
  ${shippingRatesJson} as shipping_rates,
  ${ships} as ships,
  (select coalesce(json_agg(json_build_object('currency', v.currency, 'microMinor', v.micro_minor::text)), '[]') from point_values v
    where v.currency = any($2::bpchar[])) as point_values,
  (select coalesce(json_agg(q.placement_id), '[]') from placement_quotes q where q.placement_id = any($6::uuid[])) as known
  from promotion_book b`;

export interface LoadedRules extends PriceRules {
  /** Those of the placements asked for that have a row already. */
  readonly known: ReadonlySet<string>;
}

/** What the baskets need to be priced, at the database's time; `everything`: what products says of goods, and who ordered before, whether a promotion asks for it or not. */
export async function loadRules(
  db: Queryable,
  baskets: readonly Basket[],
  placementIds: readonly string[] = [],
  everything = false,
): Promise<LoadedRules> {
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
      knownBooks(),
      everything,
    ],
  });
  if (!row) throw new Error('promotion_book has no row');
  return {
    now: row.now,
    ...pricesFrom(row.prices),
    taxRates: row.tax_rates,
    shippingRates: row.shipping_rates.map(shippingRateOf),
    ships: row.ships,
    ...promotionsFrom(row.promotions),
    timeZone: shopTimeZone(),
    pointValues: row.point_values.map(({ currency, microMinor }) => ({ currency, microMinor: BigInt(microMinor) })),
    known: new Set(row.known),
  };
}
