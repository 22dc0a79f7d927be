import type { LoyaltyEntryResolvers } from '#generated/resolvers';

export const LoyaltyEntry: LoyaltyEntryResolvers = {
  pendingPoints: ({ pending }) => pending,
  order: ({ placementId }) => (placementId === null ? null : { id: placementId }),
};
