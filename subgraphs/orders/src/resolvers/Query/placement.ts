import type { QueryResolvers } from '#generated/resolvers';
import { mayReadPlacement } from '#order/find-order';

export const placement: NonNullable<QueryResolvers['placement']> = async (_parent, { id, accessToken }, { loaders, tokens, caller }) => {
  const found = await loaders.placements.load(id);
  return found && mayReadPlacement(tokens, found, caller, accessToken) ? found : null;
};
