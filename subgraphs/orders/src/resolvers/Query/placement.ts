import type { QueryResolvers } from '#generated/resolvers';

export const placement: NonNullable<QueryResolvers['placement']> = async (_parent, { id, accessToken }, { loaders, useCases, caller }) => {
  const found = await loaders.placements.load(id);
  return found && useCases.mayReadPlacement(found, caller, accessToken) ? found : null;
};
