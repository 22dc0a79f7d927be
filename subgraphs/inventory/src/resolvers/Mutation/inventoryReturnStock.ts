import { requireRoom } from '@cartograph/kit/caller';
import type { MutationResolvers } from '#generated/resolvers';

export const inventoryReturnStock: NonNullable<MutationResolvers['inventoryReturnStock']> = (_parent, { input }, { caller, commands }) => {
  requireRoom(caller);
  return commands.returnStock(input);
};
