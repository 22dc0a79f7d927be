import type { PlacementResolvers, PlacementStepResolvers } from '#generated/resolvers';
import { outcomeOf } from '#placing/rules/outcome';
import { statusOf, stepLabels, stepsOf } from '#placing/rules/placement';
import { answerPlacing } from '#resolvers/answer-placing';

export const Placement: PlacementResolvers = {
  __resolveReference: async ({ id }, { loaders, useCases, caller }) => {
    const placement = await loaders.placements.load(id);
    return placement && useCases.mayReadPlacement(placement, caller) ? placement : null;
  },
  status: statusOf,
  order: ({ id, state }, _args, { loaders }) => (state === 'confirmed' || state === 'completed' ? loaders.orders.load(id) : null),
  steps: stepsOf,
  result: (placement) => answerPlacing(outcomeOf(placement, true, null)),
};

export const PlacementStep: PlacementStepResolvers = {
  label: ({ name }) => stepLabels[name],
};
