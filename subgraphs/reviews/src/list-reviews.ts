import { type Connection, connectionOf, encodeCursor, type Page, type PageArguments, placeOf, readPage } from '@cartograph/kit/cursor';
import type { Database } from '@cartograph/kit/db';
import { isUuid } from '@cartograph/kit/ids';
import { countReviews, listReviewsPage } from '#review-store';
import type { Review, ReviewStatus } from '#rules/review';

export interface ReviewPage extends Connection<Review> {
  /** Counted only when it is asked for. */
  totalCount: () => number | Promise<number>;
}

/** The id of the review that a page follows. */
export const placeIn = (page: Page): string | undefined =>
  placeOf(page, 1, ([id]) => (typeof id === 'string' && isUuid(id) ? id : undefined));

export const pageOf = (rows: readonly Review[], page: Page, totalCount: ReviewPage['totalCount']): ReviewPage => ({
  ...connectionOf(
    rows,
    page,
    ({ id }) => encodeCursor([id]),
    (review) => review,
  ),
  totalCount,
});

/** Reviews of all products, the newest first. */
export async function listReviews(db: Database, statuses: readonly ReviewStatus[] | null, args: PageArguments): Promise<ReviewPage> {
  const page = readPage(args, 20);
  const rows = await listReviewsPage(db, { ...page, statuses, place: placeIn(page) });
  return pageOf(rows, page, () => countReviews(db, statuses));
}
