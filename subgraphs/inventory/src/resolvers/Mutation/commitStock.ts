import { requireRoom } from '@cartograph/kit/caller';
import type { MutationResolvers } from '#generated/resolvers';

export const commitStock: NonNullable<MutationResolvers['commitStock']> = (_parent, { input }, { caller, commands }) => {
  requireRoom(caller);
  return commands.commitStock(input);
};
