import { requireRoom } from '@cartograph/kit/caller';
import type { MutationResolvers } from '#generated/resolvers';

export const closeChallenges: NonNullable<MutationResolvers['closeChallenges']> = (_parent, { input }, { caller, commands }) => {
  requireRoom(caller);
  return commands.closeChallenges(input);
};
