import type { MutationResolvers } from '#generated/resolvers';
import { answerCart } from '#resolvers/answer-cart';
import { setCartLineQuantity as use } from '#set-cart-line-quantity';

export const setCartLineQuantity: NonNullable<MutationResolvers['setCartLineQuantity']> = async (_parent, { input }, { db, caller }) =>
  answerCart(await use(db, input, caller));
