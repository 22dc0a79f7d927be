import type { MutationResolvers } from '#generated/resolvers';
import { answerCart } from '#resolvers/answer-cart';

export const setCartLineQuantity: NonNullable<MutationResolvers['setCartLineQuantity']> = async (
  _parent,
  { input },
  { useCases, caller },
) => answerCart(await useCases.setCartLineQuantity(input, caller));
