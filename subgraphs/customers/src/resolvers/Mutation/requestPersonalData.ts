import { authorOf } from '@cartograph/kit/audit';
import { requireScope, requireStepUp } from '@cartograph/kit/scopes';
import type { MutationResolvers } from '#generated/resolvers';
import { requireCustomer } from '#resolvers/require-customer';

export const requestPersonalData: NonNullable<MutationResolvers['requestPersonalData']> = async (_parent, { input }, context) => {
  const { caller, requestId, useCases } = context;
  const { id } = await requireCustomer(context);
  const customerId = input.customerId ?? id;
  const others = customerId.toLowerCase() !== id;
  if (others) requireScope(caller, 'customers:write');
  if (input.kind === 'ERASURE') requireStepUp(caller);
  const outcome = await useCases.requestPersonalData({ customerId, kind: input.kind }, others ? authorOf(caller, requestId) : null);
  return outcome.kind === 'requested' ? { __typename: 'PersonalDataRequested', request: outcome.request } : outcome.problem;
};
