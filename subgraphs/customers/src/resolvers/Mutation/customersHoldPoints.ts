import { requireRoom } from '@cartograph/kit/caller';
import type { MutationResolvers } from '#generated/resolvers';

export const customersHoldPoints: NonNullable<MutationResolvers['customersHoldPoints']> = (_parent, { input }, { caller, commands }) => {
  requireRoom(caller);
  return commands.holdPoints(input);
};
