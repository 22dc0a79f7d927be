import { type Author, audited } from '@cartograph/kit/audit';
import type { Database, Transaction } from '@cartograph/kit/db';
import { isUuid } from '@cartograph/kit/ids';
import { writeEvents } from '@cartograph/kit/outbox';
import { type NotFound, notFound, type VersionConflict, versionConflict } from '@cartograph/kit/problems';
import { changeAudited } from '#events';
import { lockReview, moveReview } from '#review-store';
import { changeOf } from '#rules/rating';
import type { Review, ReviewStatus } from '#rules/review';
import { tellRatings } from '#tell-ratings';

export interface ModerateReviewCommand {
  readonly id: string;
  readonly expectedVersion: number;
  readonly status: ReviewStatus;
}

export type ModerateReviewOutcome =
  | { readonly kind: 'moderated'; readonly review: Review }
  | { readonly kind: 'refused'; readonly problem: VersionConflict | NotFound };

const unknown = { kind: 'refused', problem: notFound('There is no such review.') } as const;

/** Puts a review where it shall stand. Said again after a lost answer it changes nothing. */
export async function moderateReview(db: Database, command: ModerateReviewCommand, by: Author): Promise<ModerateReviewOutcome> {
  if (!isUuid(command.id)) return unknown;
  return db.transaction((tx) => moderate(tx, command, by));
}

async function moderate(
  tx: Transaction,
  { id, expectedVersion, status }: ModerateReviewCommand,
  by: Author,
): Promise<ModerateReviewOutcome> {
  const before = await lockReview(tx, id.toLowerCase());
  if (!before) return unknown;
  // One version behind and where it shall stand: that was this very change. Words that are rewritten wait, so none were in between, unless staff were asked to let them wait.
  const said = before.status === status && status !== 'PENDING' && before.version === expectedVersion + 1;
  if (before.version !== expectedVersion && !said) return { kind: 'refused', problem: versionConflict('review', before.version) };
  if (before.status === status) return { kind: 'moderated', review: before };
  await moveReview(tx, before.id, status);
  const change = changeOf(before, { ...before, status });
  const told = audited(changeAudited, by, {
    action: 'moderateReview',
    entityType: 'Review',
    entityId: before.id,
    before: { status: before.status },
    after: { status },
  });
  const ratings = change ? await tellRatings(tx, [{ productId: before.productId, change }]) : [];
  await writeEvents(tx, [...told, ...ratings]);
  return { kind: 'moderated', review: { ...before, status, version: before.version + 1 } };
}
