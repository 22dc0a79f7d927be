import type { PaymentAttemptResolvers } from '#generated/resolvers';
import { attemptLabel, shownOutcome, shownVerb } from '#rules/attempt';

export const PaymentAttempt: PaymentAttemptResolvers = {
  verb: shownVerb,
  outcome: shownOutcome,
  label: attemptLabel,
  occurredAt: ({ at }) => at,
};
