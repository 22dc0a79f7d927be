import type { Queryable } from '@cartograph/kit/db';

interface Found extends Record<string, unknown> {
  sku: string;
  productId: string;
}

/** SKUs behind `after`, in their order, with the products they are of. */
export const findSkusAfter = (db: Queryable, after: string, limit: number): Promise<Found[]> =>
  db.query<Found>({
    name: 'skus_after',
    text: `select sku, product_id as "productId" from product_variants where sku > $1 and removed_at is null order by sku limit $2::int`,
    values: [after, limit],
  });

/** Slugs of categories and codes of product types by their ids: all that the products of a page name. */
export async function findPlaceNames(db: Queryable, categoryIds: readonly string[]) {
  const [found] = await db.query<{ categories: Record<string, string>; types: Record<string, string> } & Record<string, unknown>>({
    name: 'place_names',
    text: `select (select coalesce(json_object_agg(id, slug), '{}') from categories where id = any($1::uuid[])) as categories,
                  (select coalesce(json_object_agg(id, code), '{}') from product_types) as types`,
    values: [categoryIds],
  });
  return { categories: new Map(Object.entries(found?.categories ?? {})), types: new Map(Object.entries(found?.types ?? {})) };
}
