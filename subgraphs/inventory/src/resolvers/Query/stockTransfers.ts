import { requireScope } from '@cartograph/kit/scopes';
import type { QueryResolvers } from '#generated/resolvers';

export const stockTransfers: NonNullable<QueryResolvers['stockTransfers']> = (_parent, args, { caller, useCases }) => {
  requireScope(caller, 'stock:read');
  const { status = null, locationId = null, ...page } = args;
  return useCases.listTransfers({ status, locationId }, page);
};
