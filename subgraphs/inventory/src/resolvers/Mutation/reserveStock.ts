import { requireRoom } from '@cartograph/kit/caller';
import type { MutationResolvers } from '#generated/resolvers';

export const reserveStock: NonNullable<MutationResolvers['reserveStock']> = (_parent, { input }, { caller, commands }) => {
  requireRoom(caller);
  return commands.reserveStock(input);
};
