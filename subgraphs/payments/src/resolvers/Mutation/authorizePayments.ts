import { requireRoom } from '@cartograph/kit/caller';
import type { MutationResolvers } from '#generated/resolvers';

export const authorizePayments: NonNullable<MutationResolvers['authorizePayments']> = (_parent, { input }, { caller, commands }) => {
  requireRoom(caller);
  return commands.authorizePayments(
    input.map(({ amountMinor, ...payment }) => ({
      ...payment,
      amountMinor: amountMinor as bigint,
      customerId: payment.customerId ?? null,
    })),
  );
};
