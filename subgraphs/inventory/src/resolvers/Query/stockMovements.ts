import { requireScope } from '@cartograph/kit/scopes';
import type { QueryResolvers } from '#generated/resolvers';

export const stockMovements: NonNullable<QueryResolvers['stockMovements']> = (_parent, { filter, ...page }, { caller, useCases }) => {
  requireScope(caller, 'stock:read');
  const { skus = null, locationId = null, kind = null, after = null, before = null, reference = null } = filter ?? {};
  return useCases.listMovements({ skus, locationId, kind, after, before, reference }, page);
};
