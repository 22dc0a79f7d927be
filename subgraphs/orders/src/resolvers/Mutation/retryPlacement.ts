import { requireStaff } from '@cartograph/kit/caller';
import { notFound } from '@cartograph/kit/problems';
import { retryCancellation } from '#cancelling/retry-cancellation';
import type { MutationResolvers } from '#generated/resolvers';
import { retryPlacement as retry } from '#placing/retry-placement';

export const retryPlacement: NonNullable<MutationResolvers['retryPlacement']> = async (
  _parent,
  { input },
  { db, saga, cancellation, caller },
) => {
  requireStaff(caller);
  // One spelling: the same id must not be driven twice side by side.
  const placementId = input.placementId.toLowerCase();
  await retryCancellation(db, cancellation.saga, placementId);
  const placement = await retry(db, saga, placementId);
  return placement ? { __typename: 'PlacementRetried', placement } : notFound('There is no such placement.');
};
