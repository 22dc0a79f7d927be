import type { MutationResolvers } from '#generated/resolvers';
import { answerCart } from '#resolvers/answer-cart';

export const removeCoupon: NonNullable<MutationResolvers['removeCoupon']> = async (_parent, { input }, { useCases, caller }) =>
  answerCart(await useCases.removeCoupon(input, caller));
