import type { Queryable } from '@cartograph/kit/db';
import { uuidv7 } from '@cartograph/kit/ids';
import { countClaims } from '#promotion-store';
import { promotionOfCoupon } from '#rules/coupon-promotion';
import type { CouponImport, PriceImport, PricingImport } from '#rules/pricing-import';
import { usualPriority } from '#rules/promotion';

const json = (rows: unknown): string => JSON.stringify(rows, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));

/** In the order of SKUs, as what products tells of them is written meanwhile. */
export async function upsertItems(tx: Queryable, items: PricingImport['items']): Promise<void> {
  await tx.query({
    text: `insert into items (sku, tax_category) select sku, "taxCategory" from jsonb_to_recordset($1) as i(sku text, "taxCategory" text)
      order by sku on conflict (sku) do update set tax_category = excluded.tax_category`,
    values: [json(items)],
  });
}

/** In the default list of each currency, for ever. A SKU without an item becomes one of the standard tax category. */
export async function upsertPrices(tx: Queryable, prices: readonly PriceImport[]): Promise<void> {
  await tx.query({
    text: 'insert into items (sku) select distinct sku from jsonb_to_recordset($1) as p(sku text) order by sku on conflict do nothing',
    values: [json(prices)],
  });
  const given = `given as (select p.sku, p.currency, l.id as list_id, array(select jsonb_array_elements_text(p.quantities)::int) as quantities,
      array(select jsonb_array_elements_text(p.units)::bigint) as units
    from jsonb_to_recordset($1) as p(sku text, currency text, quantities jsonb, units jsonb)
    join price_lists l on l.code = 'default-' || lower(p.currency))`;
  const values = [json(prices.map(entryOf))];
  await tx.query({
    text: `with ${given}, changed as (select e.* from price_entries e join given g using (list_id, sku)
        where e.valid_from is null and e.valid_to is null and (e.break_quantities, e.break_units_minor) is distinct from (g.quantities, g.units)
        order by e.id for update of e),
      kept as (insert into price_entry_states select c.id, c.version, c.list_id, c.currency, c.sku, c.break_quantities, c.break_units_minor,
        c.compare_at_minor, c.valid_from, c.valid_to, c.changed_at, now() from changed c)
      update price_entries e set break_quantities = g.quantities, break_units_minor = g.units, version = e.version + 1, changed_at = now()
      from given g, changed c where c.id = e.id and g.list_id = e.list_id and g.sku = e.sku`,
    values,
  });
  await tx.query({
    text: `with ${given} insert into price_entries (list_id, currency, sku, break_quantities, break_units_minor)
      select g.list_id, g.currency, g.sku, g.quantities, g.units from given g
      where not exists (select from price_entries e where e.list_id = g.list_id and e.sku = g.sku)`,
    values,
  });
}

const entryOf = ({ sku, currency, listMinor, breaks }: PriceImport) => {
  const sorted = breaks.toSorted((one, other) => one.minQuantity - other.minQuantity);
  return {
    sku,
    currency,
    quantities: [1, ...sorted.map(({ minQuantity }) => minQuantity)],
    units: [listMinor, ...sorted.map(({ unitMinor }) => unitMinor)],
  };
};

/**
 * A coupon with a promotion of its own, which is called as it is. A limit below what is claimed already is raised to it: the coupon is then used
 * up.
 */
export async function upsertCoupons(tx: Queryable, coupons: readonly CouponImport[]): Promise<void> {
  const rows = coupons.map((coupon) => ({
    ...coupon,
    ...promotionOfCoupon(coupon),
    code: coupon.code.toUpperCase(),
    name: coupon.promotion?.name ?? `Coupon ${coupon.code.toUpperCase()}`,
    id: uuidv7(),
  }));
  await tx.query({
    text: `insert into promotions (id, code, name, active, priority, stacking, needs_coupon, starts_at, usage_limit_per_customer, conditions, effect)
      select id, code, name, true, $2, 'STACKS', true, "startsAt", "perCustomerLimit", conditions, effect
      from jsonb_to_recordset($1) as c(id uuid, code text, name text, "startsAt" timestamptz, "perCustomerLimit" int, conditions jsonb, effect jsonb)
      order by code
      on conflict on constraint promotions_code_once do update set version = promotions.version + 1, starts_at = excluded.starts_at,
        usage_limit_per_customer = excluded.usage_limit_per_customer, conditions = excluded.conditions, effect = excluded.effect`,
    values: [json(rows), usualPriority],
  });
  await tx.query({
    text: `insert into coupons (code, id, promotion_id, ends_at, usage_limit)
      select c.code, c.id, p.id, c."endsAt", c."usageLimit"
      from jsonb_to_recordset($1) as c(id uuid, code text, "endsAt" timestamptz, "usageLimit" int) join promotions p using (code) order by 1
      on conflict (code) do update set version = coupons.version + 1, ends_at = excluded.ends_at,
        usage_limit = case when excluded.usage_limit is not null then greatest(excluded.usage_limit, coupons.uses) end`,
    values: [json(rows)],
  });
  await countClaims(
    tx,
    rows.map(({ code }) => code),
  );
}

/** Of rates in force without an end: the one of a place and category is as it is given, or made. */
export async function upsertTaxRates(tx: Queryable, rates: PricingImport['taxRates']): Promise<void> {
  const given = `given as (select country, coalesce(region, '') as region, "taxCategory" as category, "ratePpm" as ppm, included, rounding,
      "roundedPer" as per, "appliesToShipping" as applies, source
    from jsonb_to_recordset($1) as t(country text, region text, "taxCategory" text, "ratePpm" int, included boolean, rounding text,
      "roundedPer" text, "appliesToShipping" boolean, source text))`;
  const same = 't.country = g.country and t.region = g.region and t.tax_category = g.category';
  await tx.query({
    text: `with ${given} update tax_rates t set rate_ppm = g.ppm, included = g.included, rounding = g.rounding, rounded_per = g.per,
        applies_to_shipping = g.applies, source = g.source, version = version + 1
      from given g where ${same} and t.valid_to is null and (t.rate_ppm, t.included, t.rounding, t.rounded_per, t.applies_to_shipping, t.source)
        is distinct from (g.ppm, g.included, g.rounding, g.per, g.applies, g.source)`,
    values: [json(rates)],
  });
  await tx.query({
    text: `with ${given} insert into tax_rates (country, region, tax_category, rate_ppm, included, rounding, rounded_per, applies_to_shipping, source)
      select g.country, g.region, g.category, g.ppm, g.included, g.rounding, g.per, g.applies, g.source from given g
      where not exists (select from tax_rates t where ${same})`,
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
