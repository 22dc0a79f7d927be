import { requireRoom } from '@cartograph/kit/caller';
import type { MutationResolvers } from '#generated/resolvers';

export const reversePoints: NonNullable<MutationResolvers['reversePoints']> = (_parent, { input }, { caller, commands }) => {
  requireRoom(caller);
  return commands.reversePoints(input);
};
