import { findCollection } from '#find-collection';
import type { CollectionResolvers } from '#generated/resolvers';
import { inLocale, seoOf } from '#in-locale';

export const Collection: CollectionResolvers = {
  __resolveReference: ({ id }, context) => findCollection(context, { id }),
  slug: ({ id, slug }, { locale }, context) => inLocale(context, id, locale, 'slug', slug),
  title: ({ id, title }, { locale }, context) => inLocale(context, id, locale, 'title', title),
  description: ({ id, description }, { locale }, context) => inLocale(context, id, locale, 'description', description),
  seo: (collection, { locale }, context) => seoOf(context, collection, locale, collection),
  rules: ({ rules }) => rules?.map(({ field, values }) => ({ field, values: [...values] })) ?? null,
  media: async ({ id }, _args, { loaders }) => (await loaders.mediaOf.COLLECTION.load(id))[0] ?? null,
  productCount: async ({ id }, _args, { loaders }) => (await loaders.countInCollection.load(id))[0] ?? 0,
};
