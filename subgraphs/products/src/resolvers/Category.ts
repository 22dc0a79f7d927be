import { ancestorsOf, childrenOf, findCategory, parentOf } from '#find-category';
import type { CategoryResolvers } from '#generated/resolvers';
import { inLocale, seoOf } from '#in-locale';

export const Category: CategoryResolvers = {
  __resolveReference: ({ id }, context) => findCategory(context, { id }),
  slug: ({ id, slug }, { locale }, context) => inLocale(context, id, locale, 'slug', slug),
  name: ({ id, name }, { locale }, context) => inLocale(context, id, locale, 'title', name),
  description: ({ id, description }, { locale }, context) => inLocale(context, id, locale, 'description', description),
  seo: (category, { locale }, context) => seoOf(context, category, locale, { title: category.name, description: category.description }),
  parent: (category, _args, context) => parentOf(context, category),
  children: (category, _args, context) => childrenOf(context, category),
  ancestors: (category, _args, context) => ancestorsOf(context, category),
  productCount: async ({ id }, _args, { loaders }) => (await loaders.countInCategory.load(id))[0] ?? 0,
  media: async ({ id }, _args, { loaders }) => (await loaders.mediaOf.CATEGORY.load(id))[0] ?? null,
};
