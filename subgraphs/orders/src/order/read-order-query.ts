import { badUserInput } from '@cartograph/kit/errors';
import { isUuid } from '@cartograph/kit/ids';
import type { OrderFilter } from '#generated/resolvers';
import type { OrderQuery } from '#order/rules/order-query';
import { maxSearchLength, orderSearch } from '#order/rules/order-search';

/** What a client asks of a list of orders; BAD_USER_INPUT for what can be no question. */
export function readOrderQuery({
  search,
  filter,
}: {
  search?: string | null | undefined;
  filter?: OrderFilter | null | undefined;
}): OrderQuery {
  const searched = orderSearch(search);
  if (searched === false) throw badUserInput('search', `search must be text of at most ${maxSearchLength} characters.`);
  const { status, paymentStatus, fulfillmentStatus, customerId, placedAfter, placedBefore } = filter ?? {};
  if (customerId != null && !isUuid(customerId)) throw badUserInput('filter.customerId', 'filter.customerId must be the id of a customer.');
  return {
    search: searched,
    status: status ? [...status] : undefined,
    paymentStatus: paymentStatus ? [...paymentStatus] : undefined,
    fulfillmentStatus: fulfillmentStatus ? [...fulfillmentStatus] : undefined,
    customerId: customerId?.toLowerCase(),
    placedAfter: placedAfter ?? undefined,
    placedBefore: placedBefore ?? undefined,
  };
}
