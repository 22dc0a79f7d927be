import { requireRoom } from '@cartograph/kit/caller';
import type { QueryResolvers } from '#generated/resolvers';
import { answerDecisions } from '#placing/answer-decisions';

export const ordersPlacementDecisions: NonNullable<QueryResolvers['ordersPlacementDecisions']> = (
  _parent,
  { placementIds },
  { db, caller },
) => {
  requireRoom(caller);
  return answerDecisions(db, placementIds);
};
