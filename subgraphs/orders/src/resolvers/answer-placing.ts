import type { ResolversTypes } from '#generated/resolvers';
import type { PlaceOrderOutcome } from '#placing/rules/outcome';

/** What a placement came to, as the member of PlaceOrderResult that says so. */
export function answerPlacing(outcome: PlaceOrderOutcome): Awaited<ResolversTypes['PlaceOrderResult']> {
  switch (outcome.kind) {
    case 'placed':
      return { __typename: 'OrderPlaced', ...outcome };
    case 'pending':
      return { __typename: 'OrderPending', ...outcome };
    case 'rejected':
      return { __typename: 'OrderRejected', ...outcome };
    case 'action':
      return { __typename: 'PaymentActionRequired', ...outcome };
  }
}
