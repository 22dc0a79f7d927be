import { requireRoom } from '@cartograph/kit/caller';
import type { MutationResolvers } from '#generated/resolvers';

export const voidPayments: NonNullable<MutationResolvers['voidPayments']> = (_parent, { input }, { caller, commands }) => {
  requireRoom(caller);
  return commands.voidPayments(input);
};
