import { mayReadCustomer } from '@cartograph/kit/caller';
import { isUuid } from '@cartograph/kit/ids';
import type { CustomerResolvers } from '#generated/resolvers';
import { pageOwnOrders } from '#order/list-orders';
import { readOrderQuery } from '#order/read-order-query';

export const Customer: CustomerResolvers = {
  __resolveReference: ({ id }, { caller }) => (isUuid(id) && mayReadCustomer(caller, id) ? { id } : null),
  orders: ({ id }, { search, filter, ...page }, { loaders, caller }) =>
    mayReadCustomer(caller, id) ? pageOwnOrders(loaders, id.toLowerCase(), readOrderQuery({ search, filter }), page) : null,
  shoppingLists: ({ id }, _args, { loaders, caller }) => (mayReadCustomer(caller, id) ? loaders.shoppingLists.load(id) : null),
  cart: ({ id }, _args, { loaders, caller }) => (mayReadCustomer(caller, id) ? loaders.openCarts.load(id) : null),
};
