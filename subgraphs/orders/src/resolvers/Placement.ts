import type { PlacementResolvers } from '#generated/resolvers';
import { mayReadPlacement } from '#order/find-order';
import { statusOf, stepsOf } from '#placing/placement';

export const Placement: PlacementResolvers = {
  __resolveReference: async ({ id }, { loaders, tokens, caller }) => {
    const placement = await loaders.placements.load(id);
    return placement && mayReadPlacement(tokens, placement, caller, undefined) ? placement : null;
  },
  status: statusOf,
  order: ({ id, state }, _args, { loaders }) => (state === 'confirmed' || state === 'completed' ? loaders.orders.load(id) : null),
  steps: stepsOf,
};
