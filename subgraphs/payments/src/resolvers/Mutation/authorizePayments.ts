import { requireRoom } from '@cartograph/kit/caller';
import type { MutationResolvers } from '#generated/resolvers';

export const authorizePayments: NonNullable<MutationResolvers['authorizePayments']> = (_parent, { input }, { caller, commands }) => {
  requireRoom(caller);
  return commands.authorizePayments(input.map((payment) => ({ ...payment, customerId: payment.customerId ?? null })));
};
