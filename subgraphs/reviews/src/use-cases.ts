import type { Author } from '@cartograph/kit/audit';
import type { PageArguments } from '@cartograph/kit/cursor';
import type { Database } from '@cartograph/kit/db';
import { type AddReviewCommand, addReview } from '#add-review';
import { listReviews } from '#list-reviews';
import { type ModerateReviewCommand, moderateReview } from '#moderate-review';
import type { ReviewStatus } from '#rules/review';

export type UseCases = ReturnType<typeof createUseCases>;

/** What resolvers may do, with all that it needs. */
export const createUseCases = (db: Database, withoutPurchase: boolean) => ({
  addReview: (command: AddReviewCommand) => addReview(db, command, withoutPurchase),
  moderateReview: (command: ModerateReviewCommand, by: Author) => moderateReview(db, command, by),
  listReviews: (statuses: readonly ReviewStatus[] | null, page: PageArguments) => listReviews(db, statuses, page),
});
