import type { LoyaltyAccountResolvers } from '#generated/resolvers';
import { listLoyaltyEntries } from '#points/list-loyalty-entries';
import { nextTierOf, tierOf } from '#points/rules/tier';

export const LoyaltyAccount: LoyaltyAccountResolvers = {
  id: ({ customerId }) => customerId,
  tier: ({ lifetime }) => tierOf(lifetime),
  nextTier: ({ lifetime }) => nextTierOf(lifetime)?.tier ?? null,
  pointsToNextTier: ({ lifetime }) => nextTierOf(lifetime)?.points ?? null,
  entries: ({ customerId }, page, { loaders }) => listLoyaltyEntries(loaders, customerId, page),
};
