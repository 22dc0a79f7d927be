import { authorOf } from '@cartograph/kit/audit';
import { requireScope } from '@cartograph/kit/scopes';
import type { MutationResolvers } from '#generated/resolvers';
import { customerAfter } from '#resolvers/customer-after';

export const updateCustomer: NonNullable<MutationResolvers['updateCustomer']> = async (_parent, { input }, context) => {
  const { caller, requestId, useCases } = context;
  requireScope(caller, 'customers:write');
  const outcome = await useCases.updateCustomer(input, authorOf(caller, requestId));
  return outcome.kind === 'updated'
    ? { __typename: 'CustomerUpdated', customer: await customerAfter(context, outcome.id) }
    : outcome.problem;
};
