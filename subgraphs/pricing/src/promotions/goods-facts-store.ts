import type { Queryable } from '@cartograph/kit/db';
import type { GoodsFacts } from '#rules/promotion';

/** What products says of SKUs, unless something newer of the same product is known; a SKU may have moved to another product. */
export async function upsertGoodsFacts(db: Queryable, skus: readonly string[], facts: GoodsFacts, sequence: number): Promise<void> {
  await db.query({
    name: 'pricing_upsert_goods_facts',
    text: `insert into goods_facts (sku, product_id, categories, collections, sequence)
      select distinct sku, $2, $3::text[], $4::text[], $5::int from unnest($1::text[]) as s(sku) order by sku
      on conflict (sku) do update set product_id = excluded.product_id, categories = excluded.categories,
        collections = excluded.collections, sequence = excluded.sequence
      where goods_facts.product_id <> excluded.product_id or goods_facts.sequence <= excluded.sequence`,
    values: [skus, facts.productId, facts.categories, facts.collections, sequence],
  });
}
