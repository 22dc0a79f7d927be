import type { Queryable } from '@cartograph/kit/db';
import type { Words } from '#rules/review';

export interface ImportedReview extends Words {
  /** A time-ordered UUID of the time that it was written. */
  id: string;
  productId: string;
  customerId: string;
  createdAt: Date;
}

/** Published reviews that are not there yet; which those are, and their stars. */
export async function insertPublished(tx: Queryable, reviews: readonly ImportedReview[]): Promise<{ productId: string; stars: number }[]> {
  return tx.query<{ productId: string; stars: number }>({
    name: 'reviews_import',
    text: `insert into reviews (id, product_id, customer_id, stars, title, text, author, created_at, status)
           select id, "productId", "customerId", stars, title, text, author, "createdAt", 'PUBLISHED'
           from jsonb_to_recordset($1) as r(id uuid, "productId" uuid, "customerId" uuid, stars int, title text, text text, author text,
                                            "createdAt" timestamptz)
           on conflict do nothing returning product_id as "productId", stars`,
    values: [JSON.stringify(reviews)],
  });
}
