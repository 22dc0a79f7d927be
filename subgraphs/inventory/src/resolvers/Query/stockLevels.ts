import { requireScope } from '@cartograph/kit/scopes';
import type { QueryResolvers } from '#generated/resolvers';

export const stockLevels: NonNullable<QueryResolvers['stockLevels']> = (_parent, { filter, ...page }, { caller, useCases }) => {
  requireScope(caller, 'stock:read');
  const { locationId = null, skus = null, status = null } = filter ?? {};
  return useCases.listLevels({ locationId, skus, status }, page);
};
