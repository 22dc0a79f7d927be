import { badUserInput } from '@cartograph/kit/errors';
import { isUuid } from '@cartograph/kit/ids';
import type { OrderFilter } from '#generated/resolvers';
import type { OrderQuery } from '#order/rules/order-query';

/** What a client asks of a list of orders; BAD_USER_INPUT for what can be no question. */
export function readOrderQuery({ filter }: { filter?: OrderFilter | null | undefined }): OrderQuery {
  const { status, paymentStatus, fulfillmentStatus, customerId, placedAfter, placedBefore } = filter ?? {};
  if (customerId != null && !isUuid(customerId)) throw badUserInput('filter.customerId', 'filter.customerId must be the id of a customer.');
  return {
    status: status ? [...status] : undefined,
    paymentStatus: paymentStatus ? [...paymentStatus] : undefined,
    fulfillmentStatus: fulfillmentStatus ? [...fulfillmentStatus] : undefined,
    customerId: customerId?.toLowerCase(),
    placedAfter: placedAfter ?? undefined,
    placedBefore: placedBefore ?? undefined,
  };
}
