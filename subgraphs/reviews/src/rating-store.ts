import type { Queryable } from '@cartograph/kit/db';
import { type Histogram, noReviews, type RatedProduct, sumOf } from '#rules/rating';

/** What is or was on sale, or has reviews; in no order. Others are left out. */
export async function loadRatedProducts(db: Queryable, ids: readonly string[]): Promise<RatedProduct[]> {
  const rows = await db.query<{ id: string; histogram: number[] | null }>({
    name: 'reviews_rated_products',
    text: `select product.id, r.histogram from unnest($1::uuid[]) as product(id)
           left join goods g on g.product_id = product.id left join ratings r on r.product_id = product.id
           where g.published or r.product_id is not null`,
    values: [ids],
  });
  return rows.map(({ id, histogram }) => ({ id, histogram: histogram ?? noReviews }));
}

export interface ChangedRating {
  readonly productId: string;
  readonly histogram: Histogram;
  /** Of the event that tells it. */
  readonly sequence: number;
}

/**
 * Counts the changes of ratings; two of one product follow each other. Rows are made and locked first, in one order: a sum is of what
 * stands there, whoever else counts at the same time.
 */
export async function changeRatings(tx: Queryable, changes: readonly { productId: string; change: Histogram }[]): Promise<ChangedRating[]> {
  if (changes.length === 0) return [];
  const ids = [...new Set(changes.map(({ productId }) => productId))].sort();
  await tx.query({
    name: 'reviews_make_ratings',
    text: 'insert into ratings (product_id) select unnest($1::uuid[]) on conflict do nothing',
    values: [ids],
  });
  const rows = await tx.query<{ productId: string; histogram: number[] }>({
    name: 'reviews_lock_ratings',
    text: 'select product_id as "productId", histogram from ratings where product_id = any($1::uuid[]) order by product_id for update',
    values: [ids],
  });
  const changed = rows.map(({ productId, histogram }) => {
    const own = changes.filter((one) => one.productId === productId);
    return { productId, histogram: own.reduce((sum, { change }) => sumOf(sum, change), histogram as Histogram) };
  });
  const written = await tx.query<{ productId: string; sequence: number }>({
    name: 'reviews_write_ratings',
    text: `update ratings r set histogram = array(select jsonb_array_elements_text(c.histogram)::int), event_sequence = event_sequence + 1
           from jsonb_to_recordset($1) as c("productId" uuid, histogram jsonb) where r.product_id = c."productId"
           returning r.product_id as "productId", r.event_sequence as sequence`,
    values: [JSON.stringify(changed)],
  });
  const sequences = new Map(written.map(({ productId, sequence }) => [productId, sequence]));
  return changed.map((one) => ({ ...one, sequence: sequences.get(one.productId) ?? 0 }));
}
