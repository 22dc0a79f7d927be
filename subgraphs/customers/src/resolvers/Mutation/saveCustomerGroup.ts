import { authorOf } from '@cartograph/kit/audit';
import { requireScope } from '@cartograph/kit/scopes';
import type { MutationResolvers } from '#generated/resolvers';

export const saveCustomerGroup: NonNullable<MutationResolvers['saveCustomerGroup']> = async (_parent, { input }, context) => {
  const { caller, requestId, useCases } = context;
  requireScope(caller, 'customers:write');
  const outcome = await useCases.saveGroup(input, authorOf(caller, requestId));
  return outcome.kind === 'saved' ? { __typename: 'CustomerGroupSaved', group: outcome.group } : outcome.problem;
};
