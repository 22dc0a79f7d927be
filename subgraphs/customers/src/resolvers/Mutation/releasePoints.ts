import { requireRoom } from '@cartograph/kit/caller';
import type { MutationResolvers } from '#generated/resolvers';

export const releasePoints: NonNullable<MutationResolvers['releasePoints']> = (_parent, { input }, { caller, commands }) => {
  requireRoom(caller);
  return commands.releasePoints(input);
};
