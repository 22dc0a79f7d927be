import { requireRoom } from '@cartograph/kit/caller';
import type { MutationResolvers } from '#generated/resolvers';

export const confirmQuotes: NonNullable<MutationResolvers['confirmQuotes']> = (_root, { input }, { caller, commands }) => {
  requireRoom(caller);
  return commands.confirmQuotes(input);
};
