import type { Queryable } from '@cartograph/kit/db';

/** What the products `$1` are counted under: categories with all above them, type, tags, options of variants, and attributes that are for filters. */
const said = `
  with recursive above(id, upper) as (
    select id, id from categories
    union select a.id, c.parent_id from above a join categories c on c.id = a.upper where c.parent_id is not null),
  asked as (select * from products where id = any($1::uuid[])),
  said as (
    select pc.product_id, 'CATEGORY' as kind, 'categorySlug' as name, c.slug as value, 'Category' as name_label, c.name as label
    from product_categories pc join above a on a.id = pc.category_id join categories c on c.id = a.upper where pc.product_id = any($1::uuid[])
    union select p.id, 'PRODUCT_TYPE', 'productType', t.code, 'Type', t.name from asked p join product_types t on t.id = p.product_type_id
    union select p.id, 'TAG', 'tags', tag, 'Tags', tag from asked p cross join unnest(p.tags) tag
    union select v.product_id, 'OPTION', o.key, o.value, coalesce(x.name, o.key),
        coalesce((select e ->> 'name' from jsonb_array_elements(x."values") e where e ->> 'code' = o.value limit 1), o.value)
      from product_variants v cross join jsonb_each_text(v.options) o
      left join product_options x on x.product_id = v.product_id and x.code = o.key
      where v.product_id = any($1::uuid[]) and v.removed_at is null and o.key <> 'variant'
    union select a.product_id, 'ATTRIBUTE', a.code, one, d.name, one
      from asked p join product_types t on t.id = p.product_type_id
      cross join jsonb_to_recordset(t.attributes) as d(code text, name text, filterable boolean)
      join product_attributes a on a.product_id = p.id and a.code = d.code cross join unnest(a."values") one where d.filterable)`;

/** Keeps what these products are counted under, and since when the public sees them. */
export async function refreshFacets(tx: Queryable, productIds: readonly string[]): Promise<void> {
  await tx.query({
    name: 'browsing_refresh_facets',
    text: `${said},
      words as (
        insert into facet_words as w (id, kind, name, value, name_label, label)
        select distinct on (facet_id(kind, name, value)) facet_id(kind, name, value), kind, name, value, name_label, label from said s
        where not exists (select from facet_words w where w.id = facet_id(s.kind, s.name, s.value) and (w.name_label, w.label) = (s.name_label, s.label))
        order by 1, name_label, label
        on conflict (id) do update set name_label = excluded.name_label, label = excluded.label)
      insert into product_facets as f (product_id, listed_from, facets)
      select p.id, case p.status when 'PUBLISHED' then '-infinity' when 'DRAFT' then coalesce(p.publish_at, 'infinity') else 'infinity' end,
        coalesce(s.facets, '{}')
      from asked p left join (
        select product_id, array_agg(distinct facet_id(kind, name, value)) as facets from said group by product_id) s on s.product_id = p.id
      order by p.id
      on conflict (product_id) do update set listed_from = excluded.listed_from, facets = excluded.facets
      where (f.listed_from, f.facets) is distinct from (excluded.listed_from, excluded.facets)`,
    values: [productIds],
  });
}
