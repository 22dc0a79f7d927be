import { requireRoom } from '@cartograph/kit/caller';
import type { MutationResolvers } from '#generated/resolvers';

export const returnStock: NonNullable<MutationResolvers['returnStock']> = (_parent, { input }, { caller, commands }) => {
  requireRoom(caller);
  return commands.returnStock(input);
};
