import { requireRoom } from '@cartograph/kit/caller';
import type { QueryResolvers } from '#generated/resolvers';

export const ordersExport: NonNullable<QueryResolvers['ordersExport']> = (_parent, { pages }, { useCases, caller }) => {
  requireRoom(caller);
  return useCases.exportOrders(pages.map((page) => ({ ...page, after: page.after ?? null, changedAfter: page.changedAfter ?? null })));
};
