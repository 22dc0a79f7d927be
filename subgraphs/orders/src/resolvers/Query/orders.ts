import { requireStaff } from '@cartograph/kit/caller';
import type { QueryResolvers } from '#generated/resolvers';
import { readOrderQuery } from '#order/read-order-query';

export const orders: NonNullable<QueryResolvers['orders']> = (_parent, { search, filter, orderBy, ...page }, { useCases, caller }) => {
  requireStaff(caller);
  return useCases.pageOrders(readOrderQuery({ search, filter }), orderBy ?? 'NEWEST', page);
};
