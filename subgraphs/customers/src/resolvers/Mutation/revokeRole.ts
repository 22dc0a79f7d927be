import { authorOf } from '@cartograph/kit/audit';
import { requireScope, requireStepUp } from '@cartograph/kit/scopes';
import type { MutationResolvers } from '#generated/resolvers';
import { rolesChanged } from '#resolvers/roles-changed';

export const revokeRole: NonNullable<MutationResolvers['revokeRole']> = async (_parent, { input }, context) => {
  const { caller, requestId, useCases } = context;
  requireScope(caller, 'staff:write');
  requireStepUp(caller);
  return rolesChanged(context, await useCases.revokeRole(input, authorOf(caller, requestId)));
};
