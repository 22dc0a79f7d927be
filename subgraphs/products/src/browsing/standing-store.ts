import type { Queryable } from '@cartograph/kit/db';
import { currencies } from '@cartograph/kit/money';

// What rooms told of SKUs makes where a product stands. Whoever changes one has the rows of the SKUs first and then those of their products, each in
// order, and reads both afterwards: of two who change at once the second sees what the first has done, and of a product that is written while
// something is told of its SKU, one of the two sees both.

/** Locks what stands of the products that these SKUs are of; gives their ids. */
export async function lockStandingsOf(tx: Queryable, skus: readonly string[]): Promise<string[]> {
  const rows = await tx.query<{ id: string }>({
    name: 'browsing_lock_standings',
    text: `select product_id as id from product_standings
           where product_id = any(array(select v.product_id from product_variants v where v.sku = any($1::text[])))
           order by product_id for no key update`,
    values: [skus],
  });
  return rows.map(({ id }) => id);
}

/** The same for products that are being written, which are here from now on. */
export async function openStandings(tx: Queryable, productIds: readonly string[]): Promise<void> {
  await tx.query({
    name: 'browsing_open_standings',
    text: `with facts as (
             insert into sku_facts (sku) select sku from product_variants where product_id = any($1::uuid[]) order by sku
             on conflict (sku) do update set sku = excluded.sku returning 1)
           insert into product_standings (product_id) select id from products
           where id = any($1::uuid[]) and (select count(*) from facts) >= 0 order by id
           on conflict (product_id) do update set product_id = excluded.product_id`,
    values: [productIds],
  });
}

/** Makes what stands of these products, locked before, of what was told of their SKUs; only what differs is written. */
export async function refreshStandings(tx: Queryable, productIds: readonly string[]): Promise<void> {
  await tx.query({
    name: 'browsing_refresh_standings',
    text: `
      with asked as (select unnest($1::uuid[]) as product_id),
      facts as (
        select v.product_id, f.prices, f.in_stock, f.units_sold, v.removed_at is null as offered
        from product_variants v join sku_facts f on f.sku = v.sku where v.product_id = any($1::uuid[])),
      sums as (
        select a.product_id, coalesce(bool_or(f.in_stock and f.offered), false) as in_stock, coalesce(sum(f.units_sold), 0)::bigint as units_sold
        from asked a left join facts f on f.product_id = a.product_id group by a.product_id),
      stood as (
        update product_standings s set in_stock = n.in_stock, units_sold = n.units_sold from sums n
        where s.product_id = n.product_id and (s.in_stock, s.units_sold) is distinct from (n.in_stock, n.units_sold)),
      ${pricesOf('facts')},
      gone as (
        delete from product_prices p where p.product_id = any($1::uuid[]) and not exists (
          select from wanted w where w.product_id = p.product_id and w.currency = p.currency and w.starts_at = p.starts_at))
      insert into product_prices as p (product_id, currency, starts_at, ends_at, min_minor, max_minor, on_sale)
      select product_id, currency, starts_at, ends_at, min_minor, max_minor, on_sale from wanted
      on conflict (product_id, currency, starts_at) do update set ends_at = excluded.ends_at, min_minor = excluded.min_minor,
        max_minor = excluded.max_minor, on_sale = excluded.on_sale
      where (p.ends_at, p.min_minor, p.max_minor, p.on_sale) is distinct from (excluded.ends_at, excluded.min_minor, excluded.max_minor, excluded.on_sale)`,
    values: [productIds, currencies],
  });
}

/** CTEs that end in `wanted`: the prices of the products in `asked`, span by span, of the prices of their variants in `facts`. */
const pricesOf = (facts: string): string => `
      spans as (
        select f.product_id, s.currency, s."unitMinor" as unit, coalesce(s."compareAtMinor" > s."unitMinor", false) as reduced,
          s."from" as starts_at, coalesce(s."to", 'infinity') as ends_at
        from ${facts} f cross join jsonb_to_recordset(f.prices)
          as s(currency text, "unitMinor" bigint, "compareAtMinor" bigint, "from" timestamptz, "to" timestamptz)
        where f.offered and (s."to" is null or s."to" > now())),
      moments as (
        select product_id, currency, '-infinity'::timestamptz as at from asked cross join unnest($2::text[]) as c(currency)
        union select product_id, currency, starts_at from spans where starts_at > now()
        union select product_id, currency, ends_at from spans where ends_at < 'infinity'),
      parts as (
        select product_id, currency, at, lead(at, 1, 'infinity') over (partition by product_id, currency order by at) as until from moments),
      wanted as materialized (
        select p.product_id, p.currency, p.at as starts_at, p.until as ends_at, min(s.unit) as min_minor, max(s.unit) as max_minor,
          coalesce(bool_or(s.reduced), false) as on_sale
        from parts p left join spans s on s.product_id = p.product_id and s.currency = p.currency
          and s.starts_at <= greatest(p.at, now()) and s.ends_at > greatest(p.at, now())
        group by p.product_id, p.currency, p.at, p.until)`;
