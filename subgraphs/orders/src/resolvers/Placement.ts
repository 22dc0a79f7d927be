import { mayReadPlacement } from '#find-order';
import type { PlacementResolvers } from '#generated/resolvers';
import { statusOf, stepsOf } from '#placement';

export const Placement: PlacementResolvers = {
  __resolveReference: async ({ id }, { loaders, tokens, caller }) => {
    const placement = await loaders.placements.load(id);
    return placement && mayReadPlacement(tokens, placement, caller, undefined) ? placement : null;
  },
  status: statusOf,
  order: ({ id, state }, _args, { loaders }) => (state === 'confirmed' || state === 'completed' ? loaders.orders.load(id) : null),
  steps: stepsOf,
};
