import { requireRoom } from '@cartograph/kit/caller';
import type { QueryResolvers } from '#generated/resolvers';

export const ordersPlacementDecisions: NonNullable<QueryResolvers['ordersPlacementDecisions']> = (
  _parent,
  { placementIds },
  { useCases, caller },
) => {
  requireRoom(caller);
  return useCases.answerDecisions(placementIds);
};
