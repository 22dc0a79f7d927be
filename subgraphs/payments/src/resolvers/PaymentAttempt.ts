import type { PaymentAttemptResolvers } from '#generated/resolvers';

export const PaymentAttempt: PaymentAttemptResolvers = {
  occurredAt: ({ at }) => at,
};
