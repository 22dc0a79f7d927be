import type { InventoryCountOutcomeResolvers } from '#generated/resolvers';

export const InventoryCountOutcome: InventoryCountOutcomeResolvers = {
  problems: (outcome) => (outcome.kind === 'REFUSED' ? [...outcome.problems] : []),
};
