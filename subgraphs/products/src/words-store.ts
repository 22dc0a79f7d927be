import type { Queryable } from '@cartograph/kit/db';

/** What a product is found by beside its title and description: SKUs and titles of what is sold of it, tags, titles in other languages. */
const wordsOf = (p: string): string => `concat_ws(' ',
  (select string_agg(concat_ws(' ', v.sku, v.title), ' ' order by v.position, v.id) from product_variants v
   where v.product_id = ${p}.id and v.removed_at is null),
  nullif(array_to_string(${p}.tags, ' '), ''),
  (select string_agg(t.title, ' ' order by t.locale) from translations t where t.owner_id = ${p}.id))`;

/** Keeps what products are searched by in step; gives the ids of those that differed. Null: all products. */
export async function refreshWords(tx: Queryable, productIds: readonly string[] | null): Promise<string[]> {
  const rows = await tx.query<{ id: string }>({
    name: productIds ? 'refresh_words' : 'refresh_all_words',
    text: `update products p set variant_words = w.words
           from (select p.id, ${wordsOf('p')} as words from products p ${productIds ? 'where p.id = any($1::uuid[])' : ''}) w
           where w.id = p.id and p.variant_words <> w.words returning p.id`,
    values: productIds ? [productIds] : [],
  });
  return rows.map(({ id }) => id);
}
