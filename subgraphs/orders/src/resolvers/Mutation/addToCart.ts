import { addToCart as use } from '#cart/add-to-cart';
import type { MutationResolvers } from '#generated/resolvers';
import { answerCart } from '#resolvers/answer-cart';

export const addToCart: NonNullable<MutationResolvers['addToCart']> = async (_parent, { input }, { db, snapshotVariant, caller }) =>
  answerCart(await use(db, snapshotVariant, input, caller));
