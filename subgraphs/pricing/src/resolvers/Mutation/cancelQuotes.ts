import { requireRoom } from '@cartograph/kit/caller';
import type { MutationResolvers } from '#generated/resolvers';

export const cancelQuotes: NonNullable<MutationResolvers['cancelQuotes']> = (_root, { input }, { caller, commands }) => {
  requireRoom(caller);
  return commands.cancelQuotes(input);
};
