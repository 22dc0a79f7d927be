import { requireRoom } from '@cartograph/kit/caller';
import type { MutationResolvers } from '#generated/resolvers';

export const commitPoints: NonNullable<MutationResolvers['commitPoints']> = (_parent, { input }, { caller, commands }) => {
  requireRoom(caller);
  return commands.commitPoints(input);
};
