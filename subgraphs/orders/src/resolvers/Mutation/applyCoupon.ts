import type { MutationResolvers } from '#generated/resolvers';
import { answerCart } from '#resolvers/answer-cart';

export const applyCoupon: NonNullable<MutationResolvers['applyCoupon']> = async (_parent, { input }, { useCases, caller }) =>
  answerCart(await useCases.applyCoupon(input, caller));
