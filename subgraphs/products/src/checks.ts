import type { Check, RoomChecks } from '@cartograph/kit/room';
import { sequenceCheck } from '@cartograph/kit/sequence-check';
import { events } from '#events';

const own: readonly Check[] = [
  {
    invariant: 7,
    name: 'pictures_nobody_shows_are_let_go',
    // By the time when the room was last at work: a shop that stands still lets nothing go.
    sql: `select 'picture ' || id || ' is shown by nothing since ' || touched_at as detail from media m
      where touched_at < (select coalesce(max(taken_until) - interval '1 hour', now()) from retention_turns) - interval '26 hours'
      and not exists (select from media_owners o where o.media_id = m.id) order by id limit 100`,
  },
  {
    invariant: 9,
    name: 'pictures_are_shown_by_what_is_there',
    sql: `select 'picture ' || media_id || ' is shown by ' || lower(owner_type) || ' ' || owner_id || ', which is not there' as detail
      from media_owners o where (owner_type = 'PRODUCT' and not exists (select from products p where p.id = o.owner_id))
      or (owner_type = 'VARIANT' and not exists (select from product_variants v where v.id = o.owner_id))
      or (owner_type = 'CATEGORY' and not exists (select from categories c where c.id = o.owner_id))
      or (owner_type = 'COLLECTION' and not exists (select from collections c where c.id = o.owner_id)) order by media_id limit 100`,
  },
];

/** Constraints keep most; what stands in two tables at once, or hangs on itself, is looked at. */
const catalogue: readonly Check[] = [
  {
    invariant: 14,
    name: 'variant_options_are_of_their_product',
    sql: `select format('%s has the options %s, which are not one value of each option of its product', v.sku, v.options) as detail
          from product_variants v
          where v.removed_at is null and (
            (select count(*) from jsonb_object_keys(coalesce(v.options, '{}'))) <> (select count(*) from product_options o where o.product_id = v.product_id)
            or exists (
              select from product_options o where o.product_id = v.product_id
              and not o."values" @> jsonb_build_array(jsonb_build_object('code', v.options ->> o.code))))
          limit 100`,
  },
  {
    invariant: 14,
    name: 'no_two_variants_have_the_same_options',
    sql: `select format('%s have the same options', string_agg(v.sku, ', ' order by v.sku)) as detail
          from product_variants v where v.removed_at is null and v.options is not null
          group by v.product_id, v.options having count(*) > 1 limit 100`,
  },
  {
    invariant: 14,
    name: 'categories_hang_on_no_cycle',
    sql: `with recursive above(id, upper, depth) as (
            select id, parent_id, 1 from categories
            union all select a.id, c.parent_id, a.depth + 1 from above a join categories c on c.id = a.upper where a.depth < 11)
          select format('the category %s stands deeper than 10, or in itself', c.slug) as detail
          from categories c where exists (select from above a where a.id = c.id and a.depth = 11) limit 100`,
  },
  {
    invariant: 14,
    name: 'slugs_lead_to_what_has_them',
    sql: `with named as (
            select 'PRODUCT' as kind, slug, id from products union select 'CATEGORY', slug, id from categories
            union select 'COLLECTION', slug, id from collections
            union select kind, slug, owner_id from translations where slug is not null)
          select format('the slug %s of a %s %s', coalesce(n.slug, s.slug), lower(coalesce(n.kind, s.kind)),
                        case when s.slug is null then 'leads nowhere' else 'leads to what does not have it' end) as detail
          from named n full join slugs s on s.kind = n.kind and s.slug = n.slug and s.owner_id = n.id
          where s.slug is null or n.slug is null limit 100`,
  },
];

/** What rooms told of SKUs is compared with the rooms by the stack; here, that each product stands as its variants do. */
const browsing: readonly Check[] = [
  {
    invariant: 16,
    name: 'products_stand_as_their_variants_do',
    sql: `select format('the product %s stands otherwise than its variants: in stock %s, sold %s', p.slug, s.in_stock, s.units_sold) as detail
          from products p left join product_standings s on s.product_id = p.id
          left join (
            select v.product_id, bool_or(f.in_stock and v.removed_at is null) as in_stock, sum(f.units_sold) as units_sold
            from product_variants v join sku_facts f on f.sku = v.sku group by v.product_id) n on n.product_id = p.id
          where (s.in_stock, s.units_sold) is distinct from (coalesce(n.in_stock, false), coalesce(n.units_sold, 0)::bigint) limit 100`,
  },
  {
    invariant: 16,
    name: 'products_cost_what_their_variants_do',
    sql: `with costs as (
            select v.product_id, t.currency, min(t."unitMinor") as cheapest, max(t."unitMinor") as dearest
            from product_variants v join sku_facts f on f.sku = v.sku cross join jsonb_to_recordset(f.prices)
              as t(currency text, "unitMinor" bigint, "from" timestamptz, "to" timestamptz)
            where v.removed_at is null and t."from" <= now() and coalesce(t."to", 'infinity') > now() group by v.product_id, t.currency)
          select format('the product %s costs %s to %s %s, its variants %s to %s', p.product_id, p.min_minor, p.max_minor, p.currency, c.cheapest, c.dearest) as detail
          from (select * from product_prices where starts_at <= now() and ends_at > now()) p
          full join costs c on c.product_id = p.product_id and c.currency = p.currency
          where (p.min_minor, p.max_minor) is distinct from (c.cheapest, c.dearest) limit 100`,
  },
  {
    invariant: 16,
    name: 'sales_are_of_orders',
    sql: `select format('%s: %s sold, its orders have %s', f.sku, f.units_sold, coalesce(o.units, 0)) as detail
          from sku_facts f left join (
            select u.key as sku, sum(u.value::bigint) as units from order_sales cross join jsonb_each_text(units) u where not cancelled group by u.key
          ) o on o.sku = f.sku where f.units_sold <> coalesce(o.units, 0) limit 100`,
  },
];

/** The file that all others of a picture are made of (`src/media/files/folder.ts`). */
const pictureFiles = (after: string): string =>
  `select id, 'media/' || right(id::text, 2) || '/' || id || '/' || hash || case format when 'SVG' then '.svg' else '.webp' end as path
   from media where id > '${after}' order by id limit 2000`;

/** Constraints keep the rest of what this room promises of products (unique SKUs, known statuses). */
export const checks: RoomChecks = {
  own: [...own, ...catalogue, ...browsing, sequenceCheck('products', 'id', events)],
  files: { invariant: 9, name: 'pictures_have_their_files', page: pictureFiles },
  readings: {},
};
