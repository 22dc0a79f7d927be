import type { Database, Transaction } from '@cartograph/kit/db';
import { isUuid } from '@cartograph/kit/ids';
import { writeEvents } from '@cartograph/kit/outbox';
import { fieldProblem, type InvalidInput, invalidFields, type NotFound, notFound } from '@cartograph/kit/problems';
import { findStanding, insertReview, lockReviewOf, rewriteReview } from '#review-store';
import { changeOf } from '#rules/rating';
import { type GivenReview, isSame, type Review, readWords, type Words } from '#rules/review';
import { tellRatings } from '#tell-ratings';

export interface AddReviewCommand {
  readonly customerId: string;
  readonly productId: string;
  readonly given: GivenReview;
}

export type AddReviewOutcome =
  | { readonly kind: 'added'; readonly review: Review }
  | { readonly kind: 'refused'; readonly problem: NotFound | InvalidInput };

/** Keeps a customer's one review of a product; `withoutPurchase`: also of what they never bought. */
export async function addReview(
  db: Database,
  { customerId, productId, given }: AddReviewCommand,
  withoutPurchase: boolean,
): Promise<AddReviewOutcome> {
  const { words, faults } = readWords(given);
  const standing = isUuid(productId) ? await findStanding(db, productId.toLowerCase(), customerId) : undefined;
  const never = standing?.published && !standing.bought && !withoutPurchase;
  const unbought = never ? [fieldProblem(['productId'], 'productId must be of a product that you have bought.')] : [];
  const problem = invalidFields([...unbought, ...faults]) ?? (standing?.published ? undefined : notFound('There is no such product.'));
  if (problem) return { kind: 'refused', problem };
  const review = await db.transaction((tx) => keep(tx, productId.toLowerCase(), customerId, words));
  return { kind: 'added', review };
}

async function keep(tx: Transaction, productId: string, customerId: string, words: Words): Promise<Review> {
  await insertReview(tx, productId, customerId, words);
  const before = await locked(tx, productId, customerId);
  if (isSame(before, words)) return before;
  await rewriteReview(tx, before.id, words);
  const change = changeOf(before, { ...words, status: 'PENDING' });
  await writeEvents(tx, change ? await tellRatings(tx, [{ productId, change }]) : []);
  return { ...before, ...words, status: 'PENDING', version: before.version + 1 };
}

async function locked(tx: Transaction, productId: string, customerId: string): Promise<Review> {
  const review = await lockReviewOf(tx, productId, customerId);
  if (!review) throw new Error('a review was taken away while it was written');
  return review;
}
