import { requireRoom } from '@cartograph/kit/caller';
import type { MutationResolvers } from '#generated/resolvers';

export const releaseStock: NonNullable<MutationResolvers['releaseStock']> = (_parent, { input }, { caller, commands }) => {
  requireRoom(caller);
  return commands.releaseStock(input);
};
