import { authorOf } from '@cartograph/kit/audit';
import { requireScope, requireStepUp } from '@cartograph/kit/scopes';
import type { MutationResolvers } from '#generated/resolvers';
import { rolesChanged } from '#resolvers/roles-changed';

export const grantRole: NonNullable<MutationResolvers['grantRole']> = async (_parent, { input }, context) => {
  const { caller, requestId, useCases } = context;
  requireScope(caller, 'staff:write');
  requireStepUp(caller);
  return rolesChanged(context, await useCases.grantRole(input, authorOf(caller, requestId)));
};
