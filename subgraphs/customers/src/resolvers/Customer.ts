import { customerIdOf, mayReadCustomer } from '@cartograph/kit/caller';
import { isUuid } from '@cartograph/kit/ids';
import { holdsScope, requireScope } from '@cartograph/kit/scopes';
import type { CustomerResolvers } from '#generated/resolvers';
import { shownRole } from '#staff/rules/roles';

/** Whoever holds a customer may see all of it but what is staff's: every way to one checks the caller. */
export const Customer: CustomerResolvers = {
  __resolveReference: ({ id }, { caller, loaders }) => (isUuid(id) && mayReadCustomer(caller, id) ? loaders.customers.load(id) : null),
  personalDataRequests: ({ id }, _args, { loaders }) => loaders.personalDataRequests.load(id),
  addresses: ({ id }, _args, { loaders }) => loaders.addresses.load(id),
  loyalty: ({ id }, _args, { loaders }) => loaders.accounts.load(id),
  // No letter was ever sent that could tell.
  emailVerified: () => false,
  roles: ({ id, roles }, _args, { caller }) =>
    customerIdOf(caller) === id || holdsScope(caller, 'staff:read') ? roles.map((role) => shownRole[role]) : [],
  groups: async ({ groupCodes }, _args, { caller, loaders }) => {
    requireScope(caller, 'customers:read');
    const groups = await Promise.all(groupCodes.map((code) => loaders.groups.load(code)));
    return groups.filter((group) => group !== undefined);
  },
  note: ({ note }, _args, { caller }) => {
    requireScope(caller, 'customers:read');
    return note;
  },
  disabled: ({ disabled }, _args, { caller }) => {
    requireScope(caller, 'customers:read');
    return disabled;
  },
};
