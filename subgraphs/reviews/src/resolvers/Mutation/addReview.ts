import { customerIdOf } from '@cartograph/kit/caller';
import { unauthenticated } from '@cartograph/kit/errors';
import type { MutationResolvers } from '#generated/resolvers';

export const addReview: NonNullable<MutationResolvers['addReview']> = async (_root, { input }, { caller, useCases }) => {
  const customerId = customerIdOf(caller);
  if (!customerId) throw unauthenticated();
  const { productId, ...given } = input;
  const outcome = await useCases.addReview({ customerId, productId, given });
  return outcome.kind === 'added' ? { __typename: 'ReviewAdded', review: outcome.review } : outcome.problem;
};
