import { isStorableText } from '@cartograph/kit/problems';
import { holdsScope } from '@cartograph/kit/scopes';
import type { LocationResolvers } from '#generated/resolvers';

export const Location: LocationResolvers = {
  __resolveReference: async ({ id }, { caller, loaders }) =>
    holdsScope(caller, 'stock:read') && isStorableText(id) ? ((await loaders.locations.load(id)) ?? null) : null,
};
