import type { Queryable } from '@cartograph/kit/db';
import type { CouponImport, PriceImport, PricingImport } from '#rules/pricing-import';

const json = (rows: unknown): string => JSON.stringify(rows, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));

export async function upsertItems(tx: Queryable, items: PricingImport['items']): Promise<void> {
  await tx.query({
    text: `insert into items (sku, tax_category) select sku, "taxCategory" from jsonb_to_recordset($1) as i(sku text, "taxCategory" text)
      on conflict (sku) do update set tax_category = excluded.tax_category`,
    values: [json(items)],
  });
}

/** Breaks are replaced with the price they belong to; a SKU without an item becomes one of the standard tax category. */
export async function upsertPrices(tx: Queryable, prices: readonly PriceImport[]): Promise<void> {
  await tx.query({
    text: 'insert into items (sku) select distinct sku from jsonb_to_recordset($1) as p(sku text) on conflict do nothing',
    values: [json(prices)],
  });
  await tx.query({
    text: `insert into prices (sku, currency, list_minor)
      select sku, currency, "listMinor" from jsonb_to_recordset($1) as p(sku text, currency text, "listMinor" bigint)
      on conflict (sku, currency) do update set list_minor = excluded.list_minor`,
    values: [json(prices)],
  });
  await tx.query({
    text: `delete from price_breaks where (sku, currency) in (select sku, currency from jsonb_to_recordset($1) as p(sku text, currency text))`,
    values: [json(prices)],
  });
  await tx.query({
    text: `insert into price_breaks (sku, currency, min_quantity, unit_minor)
      select sku, currency, "minQuantity", "unitMinor"
      from jsonb_to_recordset($1) as b(sku text, currency text, "minQuantity" int, "unitMinor" bigint)`,
    values: [json(prices.flatMap(({ sku, currency, breaks }) => breaks.map((one) => ({ ...one, sku, currency }))))],
  });
}

/** A limit below what is claimed already is raised to it: the coupon is then used up. */
export async function upsertCoupons(tx: Queryable, coupons: readonly CouponImport[]): Promise<void> {
  await tx.query({
    text: `insert into coupons (code, basis_points, skus, tax_categories, starts_at, ends_at, usage_limit, per_customer_limit)
      select upper(code), "basisPoints", skus, "taxCategories", "startsAt", "endsAt", "usageLimit", "perCustomerLimit"
      from jsonb_to_recordset($1) as c(code text, "basisPoints" int, skus text[], "taxCategories" text[], "startsAt" timestamptz,
        "endsAt" timestamptz, "usageLimit" int, "perCustomerLimit" int) order by 1
      on conflict (code) do update set basis_points = excluded.basis_points, skus = excluded.skus,
        tax_categories = excluded.tax_categories, starts_at = excluded.starts_at, ends_at = excluded.ends_at,
        usage_limit = case when excluded.usage_limit is not null then greatest(excluded.usage_limit, coupons.uses) end,
        per_customer_limit = excluded.per_customer_limit`,
    values: [json(coupons)],
  });
  const amounts = coupons.flatMap(({ code, amounts: own = [] }) => own.map((amount) => ({ ...amount, code })));
  await tx.query({
    text: 'delete from coupon_amounts where code in (select upper(code) from jsonb_to_recordset($1) as c(code text))',
    values: [json(coupons)],
  });
  await tx.query({
    text: `insert into coupon_amounts (code, currency, off_minor, minimum_minor)
      select upper(code), currency, "offMinor", coalesce("minimumMinor", 0)
      from jsonb_to_recordset($1) as a(code text, currency text, "offMinor" bigint, "minimumMinor" bigint)`,
    values: [json(amounts)],
  });
}

export async function upsertTaxRates(tx: Queryable, rates: PricingImport['taxRates']): Promise<void> {
  await tx.query({
    text: `insert into tax_rates (country, region, tax_category, rate_ppm, included, rounding, rounded_per, applies_to_shipping, source)
      select country, coalesce(region, ''), "taxCategory", "ratePpm", included, rounding, "roundedPer", "appliesToShipping", source
      from jsonb_to_recordset($1) as t(country text, region text, "taxCategory" text, "ratePpm" int, included boolean, rounding text,
        "roundedPer" text, "appliesToShipping" boolean, source text)
      on conflict (country, region, tax_category) do update set rate_ppm = excluded.rate_ppm, included = excluded.included,
        rounding = excluded.rounding, rounded_per = excluded.rounded_per, applies_to_shipping = excluded.applies_to_shipping,
        source = excluded.source`,
    values: [json(rates)],
  });
}

export async function upsertShippingRates(tx: Queryable, rates: PricingImport['shippingRates']): Promise<void> {
  await tx.query({
    text: `insert into shipping_rates (currency, country, flat_minor, free_from_minor)
      select currency, coalesce(country, ''), "flatMinor", "freeFromMinor" from jsonb_to_recordset($1)
        as s(currency text, country text, "flatMinor" bigint, "freeFromMinor" bigint)
      on conflict (currency, country) do update set flat_minor = excluded.flat_minor, free_from_minor = excluded.free_from_minor`,
    values: [json(rates)],
  });
}

export async function upsertPointValues(tx: Queryable, values: PricingImport['pointValues']): Promise<void> {
  await tx.query({
    text: `insert into point_values (currency, micro_minor)
      select currency, "microMinor" from jsonb_to_recordset($1) as v(currency text, "microMinor" bigint)
      on conflict (currency) do update set micro_minor = excluded.micro_minor`,
    values: [json(values)],
  });
}
