import { requireStaff } from '@cartograph/kit/caller';
import { notFound } from '@cartograph/kit/problems';
import type { MutationResolvers } from '#generated/resolvers';
import { retryPlacement as retry, retryCancellation } from '#retry-placement';

export const retryPlacement: NonNullable<MutationResolvers['retryPlacement']> = async (
  _parent,
  { input: { placementId } },
  { db, saga, cancellation, caller },
) => {
  requireStaff(caller);
  await retryCancellation(db, cancellation.saga, placementId);
  const placement = await retry(db, saga, placementId);
  return placement ? { __typename: 'PlacementRetried', placement } : notFound('There is no such placement.');
};
