import { findCategory } from '#find-category';
import type { CategoryResolvers } from '#generated/resolvers';

export const Category: CategoryResolvers = {
  __resolveReference: ({ id }, context) => findCategory(context, id),
};
