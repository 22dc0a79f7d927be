import type { LoyaltyAccountResolvers } from '#generated/resolvers';
import { listLoyaltyEntries } from '#points/list-loyalty-entries';
import { tierOf } from '#points/rules/tier';

export const LoyaltyAccount: LoyaltyAccountResolvers = {
  id: ({ customerId }) => customerId,
  tier: ({ lifetime }) => tierOf(lifetime),
  entries: ({ customerId }, page, { loaders }) => listLoyaltyEntries(loaders, customerId, page),
};
