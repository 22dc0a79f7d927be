import { requireRoom } from '@cartograph/kit/caller';
import type { MutationResolvers } from '#generated/resolvers';

export const returnCoupons: NonNullable<MutationResolvers['returnCoupons']> = (_root, { input }, { caller, commands }) => {
  requireRoom(caller);
  return commands.returnCoupons(input);
};
