import type { QueryResolvers } from '#generated/resolvers';

export const categories: NonNullable<QueryResolvers['categories']> = (_root, _args, { useCases }) => useCases.listCategories();
