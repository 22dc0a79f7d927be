import { removeCoupon as use } from '#cart/remove-coupon';
import type { MutationResolvers } from '#generated/resolvers';
import { answerCart } from '#resolvers/answer-cart';

export const removeCoupon: NonNullable<MutationResolvers['removeCoupon']> = async (_parent, { input }, { db, caller }) =>
  answerCart(await use(db, input, caller));
