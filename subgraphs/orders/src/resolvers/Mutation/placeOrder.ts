import type { MutationResolvers } from '#generated/resolvers';

export const placeOrder: NonNullable<MutationResolvers['placeOrder']> = async (_parent, { input }, { useCases, caller }) => {
  const outcome = await useCases.placeOrder(input, caller);
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
