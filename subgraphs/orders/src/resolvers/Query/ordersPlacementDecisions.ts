import { requireRoom } from '@cartograph/kit/caller';
import { answerDecisions } from '#answer-decisions';
import type { QueryResolvers } from '#generated/resolvers';

export const ordersPlacementDecisions: NonNullable<QueryResolvers['ordersPlacementDecisions']> = (
  _parent,
  { placementIds },
  { db, caller },
) => {
  requireRoom(caller);
  return answerDecisions(db, placementIds);
};
