import type { Queryable } from '@cartograph/kit/db';

/** What was on sale stays known as such, and a SKU that a variant had stays the product's: no order of events changes what comes of them. */
export async function upsertGoods(db: Queryable, productId: string, published: boolean, skus: readonly string[]): Promise<void> {
  await db.query({
    name: 'reviews_upsert_goods',
    text: `insert into goods as g (product_id, published, skus) values ($1, $2, $3)
           on conflict (product_id) do update set published = g.published or excluded.published,
             skus = array(select distinct unnest(g.skus || excluded.skus) order by 1)
           where not (g.skus @> excluded.skus) or (excluded.published and not g.published)`,
    values: [productId, published, skus],
  });
}
