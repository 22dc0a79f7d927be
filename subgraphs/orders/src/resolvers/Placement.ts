import type { PlacementResolvers, PlacementStepResolvers } from '#generated/resolvers';
import { statusOf, stepLabels, stepsOf } from '#placing/rules/placement';

export const Placement: PlacementResolvers = {
  __resolveReference: async ({ id }, { loaders, useCases, caller }) => {
    const placement = await loaders.placements.load(id);
    return placement && useCases.mayReadPlacement(placement, caller) ? placement : null;
  },
  status: statusOf,
  order: ({ id, state }, _args, { loaders }) => (state === 'confirmed' || state === 'completed' ? loaders.orders.load(id) : null),
  steps: stepsOf,
};

export const PlacementStep: PlacementStepResolvers = {
  label: ({ name }) => stepLabels[name],
};
