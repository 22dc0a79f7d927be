import { requireScope } from '@cartograph/kit/scopes';
import type { QueryResolvers } from '#generated/resolvers';

export const lowStock: NonNullable<QueryResolvers['lowStock']> = (_parent, page, { caller, useCases }) => {
  requireScope(caller, 'stock:read');
  return useCases.listLowStock(page);
};
