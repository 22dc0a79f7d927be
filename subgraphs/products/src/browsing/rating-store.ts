import type { Queryable } from '@cartograph/kit/db';

export interface ToldRating {
  readonly productId: string;
  /** 1 to 5; 0 where nobody has rated it. */
  readonly average: number;
  readonly count: number;
  readonly sequence: number;
}

/** What was told last of each product stands, also of one that is not here. */
export async function writeRatings(db: Queryable, ratings: readonly ToldRating[]): Promise<void> {
  await db.query({
    name: 'browsing_write_ratings',
    text: `insert into product_standings as s (product_id, rating, ratings, rating_sequence)
           select distinct on ("productId") "productId", case when count > 0 then greatest(average, 1) end, count, sequence
           from jsonb_to_recordset($1) as i("productId" uuid, average numeric, count int, sequence int) order by "productId", sequence desc
           on conflict (product_id) do update set rating = excluded.rating, ratings = excluded.ratings, rating_sequence = excluded.rating_sequence
           where s.rating_sequence < excluded.rating_sequence`,
    values: [JSON.stringify(ratings)],
  });
}
