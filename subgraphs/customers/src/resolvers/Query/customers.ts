import { requireScope } from '@cartograph/kit/scopes';
import type { QueryResolvers } from '#generated/resolvers';

export const customers: NonNullable<QueryResolvers['customers']> = (_parent, { search, filter, ...page }, { caller, useCases }) => {
  requireScope(caller, 'customers:read');
  return useCases.listCustomers({ search, ...filter }, page);
};
