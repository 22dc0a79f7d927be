import type { Check, RoomChecks } from '@cartograph/kit/room';

const own: readonly Check[] = [
  {
    invariant: 8,
    name: 'coupon_uses_within_limit',
    sql: `select 'coupon ' || code || ' is used ' || uses || ' times of ' || usage_limit as detail
      from coupons where uses > usage_limit or uses < 0 order by code limit 100`,
  },
  {
    invariant: 8,
    name: 'coupon_uses_match_live_claims',
    sql: `select 'coupon ' || c.code || ' counts ' || c.uses || ' uses, live claims are ' || count(cl.code) as detail
      from coupons c left join coupon_claims cl on cl.code = c.code and cl.released_at is null
      group by c.code having c.uses <> count(cl.code) order by c.code limit 100`,
  },
  {
    invariant: 8,
    name: 'promotion_uses_within_limit',
    sql: `select 'promotion ' || code || ' is used ' || uses || ' times of ' || usage_limit as detail
      from promotions where uses > usage_limit or uses < 0 order by code limit 100`,
  },
  {
    invariant: 8,
    name: 'promotion_uses_match_live_claims',
    sql: `select 'promotion ' || p.code || ' counts ' || p.uses || ' uses, live claims are ' || count(cl.promotion_id) as detail
      from promotions p left join coupon_claims cl on cl.promotion_id = p.id and cl.released_at is null and cl.counted
      group by p.id having p.uses <> count(cl.promotion_id) order by p.code limit 100`,
  },
  {
    invariant: 8,
    name: 'claims_of_a_promotion_that_is',
    sql: `select 'placement ' || cl.placement_id || ' claims a promotion that is not there: ' || cl.promotion_id as detail
      from coupon_claims cl left join promotions p on p.id = cl.promotion_id where p.id is null order by cl.placement_id limit 100`,
  },
  {
    invariant: 8,
    name: 'coupon_claims_live_with_their_quote',
    sql: `select 'placement ' || q.placement_id || ' is ' || q.state || ', its claim of ' || coalesce(cl.code, 'promotion ' || cl.promotion_id) ||
        case when cl.released_at is null then ' is live' else ' is given back' end as detail
      from coupon_claims cl join placement_quotes q using (placement_id)
      where (cl.released_at is null) <> (q.state in ('FROZEN', 'CONFIRMED')) order by q.placement_id limit 100`,
  },
  {
    invariant: 3,
    name: 'frozen_quotes_add_up',
    sql: `with frozen as (
        select q.placement_id, q.total_minor, q.currency, q.quote,
          (q.quote ->> 'subtotalMinor')::bigint as subtotal, (q.quote ->> 'discountMinor')::bigint as discount,
          (q.quote ->> 'shippingMinor')::bigint as shipping, (q.quote ->> 'taxMinor')::bigint as tax,
          (q.quote ->> 'includedTaxMinor')::bigint as included, (q.quote ->> 'totalMinor')::bigint as total,
          coalesce((q.quote ->> 'pointsValueMinor')::bigint, (q.quote ->> 'pointsRedeemed')::bigint) as points,
          l.total as lines_total, l.discount as lines_discount, l.tax + s.tax as all_tax, l.included + s.included as all_included
        from placement_quotes q cross join lateral (
          select coalesce(sum((line ->> 'totalMinor')::bigint), 0) as total, coalesce(sum((line ->> 'discountMinor')::bigint), 0) as discount,
            coalesce(sum((line ->> 'taxMinor')::bigint), 0) as tax, coalesce(sum((line ->> 'includedTaxMinor')::bigint), 0) as included
          from jsonb_array_elements(q.quote -> 'lines') line
        ) l cross join lateral (
          select coalesce(sum((share ->> 'taxMinor')::bigint) filter (where not rate.included), 0) as tax,
            coalesce(sum((share ->> 'taxMinor')::bigint) filter (where rate.included), 0) as included
          from jsonb_array_elements(q.quote -> 'shippingTaxes') share
          cross join lateral (select (q.quote #>> array['taxes', share ->> 'taxRate', 'included'])::boolean as included) rate
        ) s where q.quote is not null
      )
      select 'the frozen quote of placement ' || placement_id || ' does not add up' as detail from frozen
      where total <> subtotal - discount + shipping + tax or total < 0 or total <> total_minor or currency <> quote ->> 'currency'
        or lines_total <> subtotal or lines_discount + points <> discount or all_tax <> tax or all_included <> included
      order by placement_id limit 100`,
  },
  {
    invariant: 3,
    name: 'frozen_discounts_and_taxes_add_up',
    sql: `select 'placement ' || q.placement_id || ': discounts ' || d.amount || ' of ' || (q.quote ->> 'discountMinor') ||
          ', taxes by rate ' || coalesce(t.amount, 0) || ' of ' || taxed as detail
      from placement_quotes q
      cross join lateral (select coalesce(sum((item ->> 'amountMinor')::bigint), 0) as amount
        from jsonb_array_elements(q.quote -> 'discounts') item) d
      cross join lateral (select coalesce(sum((item ->> 'taxMinor')::bigint), 0) as amount
        from jsonb_array_elements(q.quote -> 'taxes') item) t
      cross join lateral (select (q.quote ->> 'taxMinor')::bigint + (q.quote ->> 'includedTaxMinor')::bigint as taxed) s
      where q.quote ? 'taxes' and (d.amount <> (q.quote ->> 'discountMinor')::bigint or t.amount <> taxed)
      order by q.placement_id limit 100`,
  },
  {
    invariant: 12,
    name: 'one_price_of_a_list_at_a_time',
    sql: `select 'prices ' || a.id || ' and ' || b.id || ' of ' || a.sku || ' count in one list at once' as detail
      from price_entries a join price_entries b on b.list_id = a.list_id and b.sku = a.sku and b.id > a.id
      where tstzrange(a.valid_from, a.valid_to) && tstzrange(b.valid_from, b.valid_to) order by a.id limit 100`,
  },
  {
    invariant: 12,
    name: 'prices_stand_in_a_list',
    sql: `select 'price ' || e.id || ' of ' || e.sku || ' stands in no list of its currency' as detail
      from price_entries e left join price_lists l on l.id = e.list_id and l.currency = e.currency where l.id is null order by e.id limit 100`,
  },
  {
    invariant: 12,
    name: 'one_tax_rate_at_a_time',
    sql: `select 'tax rates ' || a.id || ' and ' || b.id || ' of ' || a.country || ' ' || a.region || ' are in force at once' as detail
      from tax_rates a join tax_rates b
        on b.country = a.country and b.region = a.region and b.tax_category = a.tax_category and b.id > a.id
      where tstzrange(a.valid_from, a.valid_to) && tstzrange(b.valid_from, b.valid_to) order by a.id limit 100`,
  },
];

export const checks: RoomChecks = {
  own,
  readings: { quotes: 'select placement_id, state, total_minor, currency from placement_quotes' },
};
