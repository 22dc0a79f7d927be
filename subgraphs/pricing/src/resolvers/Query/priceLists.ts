import { requireScope } from '@cartograph/kit/scopes';
import type { QueryResolvers } from '#generated/resolvers';

export const priceLists: NonNullable<QueryResolvers['priceLists']> = (_root, _args, { caller, useCases }) => {
  requireScope(caller, 'prices:read');
  return useCases.listPriceLists();
};
