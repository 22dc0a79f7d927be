import type { Database } from '@cartograph/kit/db';
import { importReviews } from '#import-reviews';
import type { ImportedReview } from '#import-store';

/** What trusted callers of the same process may ask of this room. */
export interface Commands {
  importReviews(reviews: readonly ImportedReview[]): Promise<number>;
}

export const commands = (db: Database): Commands => ({
  importReviews: (reviews) => importReviews(db, reviews),
});
