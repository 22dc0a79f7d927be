import { authorOf } from '@cartograph/kit/audit';
import { requireScope } from '@cartograph/kit/scopes';
import type { MutationResolvers } from '#generated/resolvers';

export const cancelJob: NonNullable<MutationResolvers['cancelJob']> = async (_root, { input }, { caller, requestId, useCases }) => {
  requireScope(caller, 'jobs:run');
  const outcome = await useCases.cancelJob(input.id, authorOf(caller, requestId));
  return outcome.kind === 'cancelled' ? { __typename: 'JobCancelled', job: outcome.job } : outcome.problem;
};
