import { notFound } from '@cartograph/kit/problems';
import { requireScope } from '@cartograph/kit/scopes';
import type { MutationResolvers } from '#generated/resolvers';

export const retryPlacement: NonNullable<MutationResolvers['retryPlacement']> = async (_parent, { input }, { useCases, caller }) => {
  requireScope(caller, 'orders:write');
  // One spelling: the same id must not be driven twice side by side.
  const placementId = input.placementId.toLowerCase();
  const placement = await useCases.retryPlacement(placementId);
  return placement ? { __typename: 'PlacementRetried', placement } : notFound('There is no such placement.');
};
