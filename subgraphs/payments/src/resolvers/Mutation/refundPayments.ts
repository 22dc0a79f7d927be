import { requireRoom } from '@cartograph/kit/caller';
import type { MutationResolvers } from '#generated/resolvers';

export const refundPayments: NonNullable<MutationResolvers['refundPayments']> = (_parent, { input }, { caller, commands }) => {
  requireRoom(caller);
  return commands.refundPayments(input.map((refund) => ({ ...refund, amountMinor: refund.amountMinor ?? null })));
};
