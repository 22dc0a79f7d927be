import type { TranslationResolvers } from '#generated/resolvers';

export const Translation: TranslationResolvers = {
  seo: ({ title, description, seoTitle, seoDescription }) =>
    seoTitle === null && seoDescription === null ? null : { title: seoTitle ?? title ?? '', description: seoDescription ?? description },
};
