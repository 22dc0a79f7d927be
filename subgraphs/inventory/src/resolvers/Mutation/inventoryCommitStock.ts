import { requireRoom } from '@cartograph/kit/caller';
import type { MutationResolvers } from '#generated/resolvers';

export const inventoryCommitStock: NonNullable<MutationResolvers['inventoryCommitStock']> = (_parent, { input }, { caller, commands }) => {
  requireRoom(caller);
  return commands.commitStock(input);
};
