import type { MutationResolvers } from '#generated/resolvers';
import { answerPlacing } from '#resolvers/answer-placing';

export const placeOrder: NonNullable<MutationResolvers['placeOrder']> = async (_parent, { input }, { useCases, caller, requestId }) =>
  answerPlacing(await useCases.placeOrder(input, caller, requestId));
