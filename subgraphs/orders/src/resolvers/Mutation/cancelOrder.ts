import type { MutationResolvers } from '#generated/resolvers';

export const cancelOrder: NonNullable<MutationResolvers['cancelOrder']> = async (_parent, { input }, { useCases, caller }) => {
  const outcome = await useCases.cancelOrder(input, caller);
  switch (outcome.kind) {
    case 'cancelled':
      return { __typename: 'OrderCancelled', order: outcome.order };
    case 'refused':
      return { __typename: 'CannotCancelOrder', code: outcome.code, message: outcome.message };
    case 'problem':
      return outcome.problem;
  }
};
