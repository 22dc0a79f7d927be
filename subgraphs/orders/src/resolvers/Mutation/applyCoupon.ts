import { applyCoupon as use } from '#cart/apply-coupon';
import type { MutationResolvers } from '#generated/resolvers';
import { answerCart } from '#resolvers/answer-cart';

export const applyCoupon: NonNullable<MutationResolvers['applyCoupon']> = async (_parent, { input }, { db, caller }) =>
  answerCart(await use(db, input, caller));
