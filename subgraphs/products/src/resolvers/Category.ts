import { findCategory } from '#find-category';
import type { CategoryResolvers } from '#generated/resolvers';

export const Category: CategoryResolvers = {
  __resolveReference: ({ id }, context) => findCategory(context, id),
  media: async ({ id }, _args, { loaders }) => (await loaders.mediaOf.CATEGORY.load(id))[0] ?? null,
};
