import { mayReadCustomer } from '@cartograph/kit/caller';
import { isUuid } from '@cartograph/kit/ids';
import type { CustomerResolvers } from '#generated/resolvers';
import { pageOrders } from '#list-orders';

export const Customer: CustomerResolvers = {
  __resolveReference: ({ id }, { caller }) => (isUuid(id) && mayReadCustomer(caller, id) ? { id } : null),
  orders: ({ id }, page, { db, caller }) => (mayReadCustomer(caller, id) ? pageOrders(db, { customerId: id }, page) : null),
  cart: ({ id }, _args, { loaders, caller }) => (mayReadCustomer(caller, id) ? loaders.openCarts.load(id) : null),
};
