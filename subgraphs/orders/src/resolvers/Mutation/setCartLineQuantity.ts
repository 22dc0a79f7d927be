import { setCartLineQuantity as use } from '#cart/set-cart-line-quantity';
import type { MutationResolvers } from '#generated/resolvers';
import { answerCart } from '#resolvers/answer-cart';

export const setCartLineQuantity: NonNullable<MutationResolvers['setCartLineQuantity']> = async (_parent, { input }, { db, caller }) =>
  answerCart(await use(db, input, caller));
