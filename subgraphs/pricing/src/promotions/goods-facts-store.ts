import type { Queryable } from '@cartograph/kit/db';
import type { GoodsFacts } from '#rules/promotion';

/** What shipping and tax ask of a SKU; null: nobody said. */
export interface GoodsMeasures {
  readonly sku: string;
  readonly weightGrams: number | null;
  readonly taxCategory: string | null;
}

/**
 * What products says of SKUs, unless something newer of the same product is known; a SKU may have moved to another product. What each of them
 * weighs and is taxed as stands with the item, where its prices are read anyway.
 */
export async function upsertGoodsFacts(
  db: Queryable,
  skus: readonly string[],
  facts: GoodsFacts,
  measures: readonly GoodsMeasures[],
  sequence: number,
): Promise<void> {
  await db.query({
    name: 'pricing_upsert_goods_facts',
    text: `with told as (
        insert into goods_facts (sku, product_id, categories, collections, sequence)
        select distinct sku, $2, $3::text[], $4::text[], $5::int from unnest($1::text[]) as s(sku) order by sku
        on conflict (sku) do update set product_id = excluded.product_id, categories = excluded.categories,
          collections = excluded.collections, sequence = excluded.sequence
        where goods_facts.product_id <> excluded.product_id or goods_facts.sequence <= excluded.sequence
        returning sku
      )
      insert into items (sku, weight_grams, told_tax_category)
      select distinct on (m.sku) m.sku, m.grams, m.category from jsonb_to_recordset($6) as m(sku text, grams int, category text)
        join told using (sku) order by m.sku
      on conflict (sku) do update set weight_grams = excluded.weight_grams, told_tax_category = excluded.told_tax_category
      where (items.weight_grams, items.told_tax_category) is distinct from (excluded.weight_grams, excluded.told_tax_category)`,
    values: [
      skus,
      facts.productId,
      facts.categories,
      facts.collections,
      sequence,
      JSON.stringify(measures.map(({ sku, weightGrams, taxCategory }) => ({ sku, grams: weightGrams, category: taxCategory }))),
    ],
  });
}
