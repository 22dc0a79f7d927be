import { requireScope } from '@cartograph/kit/scopes';
import type { QueryResolvers } from '#generated/resolvers';

export const customerGroups: NonNullable<QueryResolvers['customerGroups']> = (_parent, _args, { caller, useCases }) => {
  requireScope(caller, 'customers:read');
  return useCases.listGroups();
};
