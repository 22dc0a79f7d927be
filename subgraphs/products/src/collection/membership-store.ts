import type { Queryable } from '@cartograph/kit/db';
import { askFor } from '#telling/telling-store';

/** Puts exactly these products into the collection, in this order; those that are new in it or no longer in it are asked for. */
export async function replaceByHand(tx: Queryable, collectionId: string, productIds: readonly string[]): Promise<void> {
  await tx.query({
    name: 'fill_by_hand',
    text: `with gone as (delete from collection_products where collection_id = $1 and product_id <> all($2::uuid[]) returning product_id),
             stood as (select product_id from collection_products where collection_id = $1),
             placed as (
               insert into collection_products (collection_id, product_id, position)
               select $1::uuid, id, place from unnest($2::uuid[]) with ordinality as given(id, place)
               on conflict (collection_id, product_id) do update set position = excluded.position, until = null),
             news as (
               select product_id from gone
               union select id from unnest($2::uuid[]) as given(id) where id not in (select product_id from stood))
           ${askFor('news')}`,
    values: [collectionId, productIds],
  });
}

const listOf = (rule: string): string => `array(select jsonb_array_elements_text(${rule}."values"))`;

// Everything a rule looks at stands beside the product once, so that a rule is a look at arrays. The newest stands first: positions of rules are
// minutes before now.
const wanted = `
  with recursive above(id, upper) as (
    select id, id from categories
    union select a.id, c.parent_id from above a join categories c on c.id = a.upper where c.parent_id is not null),
  shelves as materialized (select a.id, array_agg(s.slug) as slugs from above a join slugs s on s.owner_id = a.upper group by a.id),
  asked as (select * from collections where rules is not null and ($1::uuid[] is null or id = any($1))),
  standing as (
    select pc.product_id, array_agg(distinct one) as slugs from product_categories pc join shelves s on s.id = pc.category_id, unnest(s.slugs) one
    where $2::uuid[] is null or pc.product_id = any($2) group by pc.product_id),
  saying as (
    select a.product_id, array_agg(a.code || '=' || one) as said from product_attributes a, unnest(a."values") one
    where $2::uuid[] is null or a.product_id = any($2) group by a.product_id),
  wanted as materialized (
    select c.id as collection_id, p.id as product_id, -(extract(epoch from p.created_at) / 60)::int as position,
      (select min(p.created_at + make_interval(days => (r."values" ->> 0)::int))
       from jsonb_to_recordset(c.rules) as r(field text, "values" jsonb) where r.field = 'NEWER_THAN_DAYS') as until
    from asked c cross join products p
    left join standing on standing.product_id = p.id left join saying on saying.product_id = p.id left join product_types t on t.id = p.product_type_id
    where ($2::uuid[] is null or p.id = any($2)) and not exists (
      select from jsonb_to_recordset(c.rules) as r(field text, "values" jsonb) where coalesce(not case r.field
        when 'TAG' then p.tags && ${listOf('r')}
        when 'PRODUCT_TYPE' then t.code = any(${listOf('r')})
        when 'CATEGORY_SLUG' then standing.slugs && ${listOf('r')}
        when 'ATTRIBUTE' then saying.said && ${listOf('r')}
        when 'NEWER_THAN_DAYS' then p.created_at > now() - make_interval(days => (r."values" ->> 0)::int)
        else false end, true)))`;

/**
 * Keeps who is in the collections by rule in step: of these collections (null: all), as far as these products (null: all) go. In the
 * transaction that changed a product, a category or a collection. Of all products, those that come or go are asked for; who names some
 * tells of them.
 */
export async function refreshMembers(
  tx: Queryable,
  collectionIds: readonly string[] | null,
  productIds: readonly string[] | null,
): Promise<void> {
  await tx.query({
    name: 'refresh_members',
    text: `${wanted},
           gone as (
             delete from collection_products m using asked c where c.id = m.collection_id and ($2::uuid[] is null or m.product_id = any($2))
               and not exists (select from wanted w where w.collection_id = m.collection_id and w.product_id = m.product_id)
             returning m.product_id),
           placed as (
             insert into collection_products (collection_id, product_id, position, until)
             select collection_id, product_id, position, until from wanted
             on conflict (collection_id, product_id) do update set position = excluded.position, until = excluded.until
             where (collection_products.position, collection_products.until) is distinct from (excluded.position, excluded.until)),
           news as (
             select product_id from gone
             union select w.product_id from wanted w where not exists (
               select from collection_products m where m.collection_id = w.collection_id and m.product_id = w.product_id))
           ${askFor('news where $2::uuid[] is null')}`,
    values: [collectionIds, productIds],
  });
}
