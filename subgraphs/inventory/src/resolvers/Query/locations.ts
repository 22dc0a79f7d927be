import { requireScope } from '@cartograph/kit/scopes';
import type { QueryResolvers } from '#generated/resolvers';

export const locations: NonNullable<QueryResolvers['locations']> = (_parent, _args, { caller, useCases }) => {
  requireScope(caller, 'stock:read');
  return useCases.listLocations();
};
