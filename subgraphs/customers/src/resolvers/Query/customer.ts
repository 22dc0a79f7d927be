import { isUuid } from '@cartograph/kit/ids';
import { requireScope } from '@cartograph/kit/scopes';
import type { QueryResolvers } from '#generated/resolvers';

export const customer: NonNullable<QueryResolvers['customer']> = (_parent, { id }, { caller, loaders }) => {
  requireScope(caller, 'customers:read');
  return isUuid(id) ? loaders.customers.load(id) : null;
};
