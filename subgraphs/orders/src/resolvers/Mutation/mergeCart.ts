import { customerIdOf } from '@cartograph/kit/caller';
import { unauthenticated } from '@cartograph/kit/errors';
import type { MutationResolvers } from '#generated/resolvers';
import { answerCart } from '#resolvers/answer-cart';

export const mergeCart: NonNullable<MutationResolvers['mergeCart']> = async (_parent, { input }, { useCases, caller }) => {
  const customerId = customerIdOf(caller);
  if (customerId === undefined) throw unauthenticated();
  return answerCart(await useCases.mergeOwnCart(customerId, input.cartId));
};
