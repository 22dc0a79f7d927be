import { requireScope } from '@cartograph/kit/scopes';
import type { QueryResolvers } from '#generated/resolvers';

export const shippingMethods: NonNullable<QueryResolvers['shippingMethods']> = (_root, _args, { caller, useCases }) => {
  requireScope(caller, 'prices:read');
  return useCases.listShippingMethods();
};
