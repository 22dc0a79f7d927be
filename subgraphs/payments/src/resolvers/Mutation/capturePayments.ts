import { requireRoom } from '@cartograph/kit/caller';
import type { MutationResolvers } from '#generated/resolvers';

export const capturePayments: NonNullable<MutationResolvers['capturePayments']> = (_parent, { input }, { caller, commands }) => {
  requireRoom(caller);
  return commands.capturePayments(input);
};
