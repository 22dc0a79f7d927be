import { requireStaff } from '@cartograph/kit/caller';
import { notFound } from '@cartograph/kit/problems';
import type { MutationResolvers } from '#generated/resolvers';
import { retryPlacement as retry } from '#retry-placement';

export const retryPlacement: NonNullable<MutationResolvers['retryPlacement']> = async (_parent, { input }, { db, saga, caller }) => {
  requireStaff(caller);
  const placement = await retry(db, saga, input.placementId);
  return placement ? { __typename: 'PlacementRetried', placement } : notFound('There is no such placement.');
};
