import type { Queryable } from '@cartograph/kit/db';
import type { ProductChanged } from '#events';

/** Where a product stands, as its events tell it. */
export type Places = { readonly [Part in 'categories' | 'collections']: NonNullable<ProductChanged[Part]> };

/** SQL of `categories` of the product `p`: those it stands in and all above them. At most 50 times ten of them. */
export const categoriesOf = (p: string): string => `(
  with recursive above(id, direct) as (
    select pc.category_id, true from product_categories pc where pc.product_id = ${p}.id
    union select c.parent_id, false from above a join categories c on c.id = a.id where c.parent_id is not null)
  select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'slug', c.slug, 'parentId', c.parent_id, 'direct', a.direct) order by c.slug), '[]')
  from (select id, bool_or(direct) as direct from above group by id) a join categories c on c.id = a.id)`;

/** SQL of `collections` of the product `p`: those that it is in now, whatever their status. */
export const collectionsOf = (p: string): string => `(
  select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'slug', c.slug) order by c.slug), '[]')
  from collection_products m join collections c on c.id = m.collection_id
  where m.product_id = ${p}.id and (m.until is null or m.until > now()))`;

/** Where each of these products stands, by its id. */
export async function findPlaces(tx: Queryable, productIds: readonly string[]): Promise<Map<string, Places>> {
  const rows = await tx.query<Places & { id: string }>({
    name: 'places_of_products',
    text: `select p.id, ${categoriesOf('p')} as categories, ${collectionsOf('p')} as collections from products p where p.id = any($1::uuid[])`,
    values: [productIds],
  });
  return new Map(rows.map(({ id, ...places }) => [id, places]));
}

/** The slugs of those that it stands in itself. */
export const slugsOf = (categories: Places['categories']): string[] => categories.flatMap(({ direct, slug }) => (direct ? [slug] : []));
