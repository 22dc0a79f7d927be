import { requireRoom } from '@cartograph/kit/caller';
import type { MutationResolvers } from '#generated/resolvers';

export const holdPoints: NonNullable<MutationResolvers['holdPoints']> = (_parent, { input }, { caller, commands }) => {
  requireRoom(caller);
  return commands.holdPoints(input);
};
