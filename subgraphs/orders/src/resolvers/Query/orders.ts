import { requireStaff } from '@cartograph/kit/caller';
import { badUserInput } from '@cartograph/kit/errors';
import { isUuid } from '@cartograph/kit/ids';
import type { QueryResolvers } from '#generated/resolvers';

export const orders: NonNullable<QueryResolvers['orders']> = (_parent, { filter, first, after }, { useCases, caller }) => {
  requireStaff(caller);
  const { status, customerId, placedAfter, placedBefore } = filter ?? {};
  if (customerId != null && !isUuid(customerId)) throw badUserInput('filter.customerId', 'filter.customerId must be the id of a customer.');
  const query = {
    status: status ? [...status] : undefined,
    customerId: customerId?.toLowerCase(),
    placedAfter: placedAfter ?? undefined,
    placedBefore: placedBefore ?? undefined,
  };
  return useCases.pageOrders(query, { first, after });
};
