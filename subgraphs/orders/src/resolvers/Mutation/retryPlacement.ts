import { requireStaff } from '@cartograph/kit/caller';
import { notFound } from '@cartograph/kit/problems';
import type { MutationResolvers } from '#generated/resolvers';
import { retryPlacement as retry } from '#placing/retry-placement';

export const retryPlacement: NonNullable<MutationResolvers['retryPlacement']> = async (_parent, { input }, { db, work, caller }) => {
  requireStaff(caller);
  // One spelling: the same id must not be driven twice side by side.
  const placementId = input.placementId.toLowerCase();
  const placement = await retry(db, work, placementId);
  return placement ? { __typename: 'PlacementRetried', placement } : notFound('There is no such placement.');
};
