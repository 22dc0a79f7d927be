import { authorOf } from '@cartograph/kit/audit';
import { requireScope } from '@cartograph/kit/scopes';
import type { MutationResolvers } from '#generated/resolvers';

export const moderateReview: NonNullable<MutationResolvers['moderateReview']> = async (
  _root,
  { input },
  { caller, requestId, useCases },
) => {
  requireScope(caller, 'reviews:write');
  const outcome = await useCases.moderateReview(input, authorOf(caller, requestId));
  return outcome.kind === 'moderated' ? { __typename: 'ReviewModerated', review: outcome.review } : outcome.problem;
};
