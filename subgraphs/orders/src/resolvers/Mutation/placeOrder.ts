import type { MutationResolvers } from '#generated/resolvers';

export const placeOrder: NonNullable<MutationResolvers['placeOrder']> = async (_parent, { input }, context) => {
  const outcome = await context.placeOrder(input, context.caller);
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
};
