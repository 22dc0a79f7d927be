import { isUuid } from '@cartograph/kit/ids';
import type { OrderResolvers } from '#generated/resolvers';
import { readPaymentsOfOrder } from '#read-payments';

export const Order: OrderResolvers = {
  __resolveReference: ({ id }) => (isUuid(id) ? { id } : null),
  payments: ({ id }, _arguments, context) => readPaymentsOfOrder(context, id),
};
