import type { Database } from '@cartograph/kit/db';
import { writeEvents } from '@cartograph/kit/outbox';
import { type ImportedReview, insertPublished } from '#import-store';
import { changeOf } from '#rules/rating';
import { tellRatings } from '#tell-ratings';

/** Brings in reviews that were published elsewhere; those that are there already stay as they are. Gives how many are new. */
export function importReviews(db: Database, reviews: readonly ImportedReview[]): Promise<number> {
  return db.transaction(async (tx) => {
    const added = await insertPublished(tx, reviews);
    const changes = added.map(({ productId, stars }) => ({ productId, change: changeOf(undefined, { stars, status: 'PUBLISHED' }) ?? [] }));
    await writeEvents(tx, await tellRatings(tx, changes));
    return added.length;
  });
}
