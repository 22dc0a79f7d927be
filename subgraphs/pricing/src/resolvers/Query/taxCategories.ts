import { requireScope } from '@cartograph/kit/scopes';
import type { QueryResolvers } from '#generated/resolvers';

export const taxCategories: NonNullable<QueryResolvers['taxCategories']> = (_root, _args, { caller, useCases }) => {
  requireScope(caller, 'prices:read');
  return useCases.listTaxCategories();
};
