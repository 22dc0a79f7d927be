import type { QueryResolvers } from '#generated/resolvers';
import { listCategories } from '#list-categories';

export const categories: NonNullable<QueryResolvers['categories']> = (_root, _args, { db }) => listCategories(db);
