import { requireScope } from '@cartograph/kit/scopes';
import type { QueryResolvers } from '#generated/resolvers';
import { readOrderQuery } from '#order/read-order-query';

export const orders: NonNullable<QueryResolvers['orders']> = (_parent, { search, filter, orderBy, ...page }, { useCases, caller }) => {
  requireScope(caller, 'orders:read');
  return useCases.pageOrders(readOrderQuery({ search, filter }), orderBy ?? 'NEWEST', page);
};
