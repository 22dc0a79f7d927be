import { mayReadCustomer } from '@cartograph/kit/caller';
import { isUuid } from '@cartograph/kit/ids';
import type { OrderResolvers } from '#generated/resolvers';

export const Order: OrderResolvers = {
  __resolveReference: ({ id }) => (isUuid(id) ? { id } : null),
  loyaltyEntries: async ({ id }, _args, { caller, loaders }) => {
    const found = await loaders.placementEntries.load(id);
    return found && mayReadCustomer(caller, found.customerId) ? found.entries : null;
  },
};
