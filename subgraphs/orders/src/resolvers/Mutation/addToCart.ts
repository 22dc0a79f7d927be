import type { MutationResolvers } from '#generated/resolvers';
import { answerCart } from '#resolvers/answer-cart';

export const addToCart: NonNullable<MutationResolvers['addToCart']> = async (_parent, { input }, { useCases, caller }) =>
  answerCart(await useCases.addToCart(input, caller));
