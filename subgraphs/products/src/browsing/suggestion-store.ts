import type { Queryable } from '@cartograph/kit/db';
import { type ProductRow, productColumns, productOf } from '#product-store';
import type { Product } from '#rules/product';

/** Products on sale that have all the words, the last one perhaps only begun; those that sell best first. */
export async function findBegun(db: Queryable, typed: string, limit: number): Promise<Product[]> {
  const rows = await db.query<ProductRow>({
    name: 'browsing_begun_products',
    text: `select ${productColumns('p')} from products p
           join product_facets pf on pf.product_id = p.id and pf.listed_from <= now() join product_standings st on st.product_id = p.id
           where p.search @@ (select search_begun($1::text)) order by st.units_sold desc, p.id limit $2::int`,
    values: [typed, limit],
  });
  return rows.map(productOf);
}

/** Ids of categories a word of whose name, in any language, begins with it. */
export async function findBegunCategories(db: Queryable, typed: string, limit: number): Promise<string[]> {
  const rows = await db.query<{ id: string }>({
    name: 'browsing_begun_categories',
    text: `select c.id from categories c where exists (
             select from (select c.name as name union all select t.title from translations t where t.owner_id = c.id and t.title is not null) n
             where to_tsvector('simple', search_fold(n.name)) @@ (select search_begun($1::text)))
           order by c.name collate "und-x-icu", c.id limit $2::int`,
    values: [typed, limit],
  });
  return rows.map(({ id }) => id);
}
