import { authorOf } from '@cartograph/kit/audit';
import { idempotencyConflict } from '@cartograph/kit/problems';
import { requireScope } from '@cartograph/kit/scopes';
import type { MutationResolvers } from '#generated/resolvers';

export const grantPoints: NonNullable<MutationResolvers['grantPoints']> = async (_parent, { input }, context) => {
  const { caller, requestId, useCases, loaders } = context;
  requireScope(caller, 'customers:write');
  const outcome = await useCases.givePoints(input, authorOf(caller, requestId));
  if (outcome.kind === 'refused') return outcome.problem;
  if (outcome.kind === 'key-used') return idempotencyConflict('gift');
  const loyalty = await loaders.accounts.clear(outcome.customerId).load(outcome.customerId);
  if (!loyalty) throw new Error('an account that was given points is gone');
  return { __typename: 'PointsGranted', loyalty, entry: outcome.entry };
};
