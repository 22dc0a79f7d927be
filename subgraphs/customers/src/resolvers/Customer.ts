import { mayReadCustomer } from '@cartograph/kit/caller';
import { isUuid } from '@cartograph/kit/ids';
import type { CustomerResolvers } from '#generated/resolvers';

/** Whoever holds a customer may see all of it: every way to one checks the caller. */
export const Customer: CustomerResolvers = {
  __resolveReference: ({ id }, { caller, loaders }) => (isUuid(id) && mayReadCustomer(caller, id) ? loaders.customers.load(id) : null),
  addresses: ({ id }, _args, { loaders }) => loaders.addresses.load(id),
  loyalty: ({ id }, _args, { loaders }) => loaders.accounts.load(id),
};
