import { isUuid } from '@cartograph/kit/ids';
import { holdsScope } from '@cartograph/kit/scopes';
import type { OrderResolvers } from '#generated/resolvers';

export const Order: OrderResolvers = {
  __resolveReference: ({ id }) => (isUuid(id) ? { id } : null),
  allocations: ({ id }, _args, { caller, loaders }) => (holdsScope(caller, 'stock:read') ? loaders.allocations.load(id) : null),
};
