import { isStaff } from '@cartograph/kit/caller';
import { isUuid } from '@cartograph/kit/ids';
import type { OrderResolvers } from '#generated/resolvers';

export const Order: OrderResolvers = {
  __resolveReference: ({ id }) => (isUuid(id) ? { id } : null),
  allocations: ({ id }, _args, { caller, loaders }) => (isStaff(caller) ? loaders.allocations.load(id) : null),
};
