import { findCategory } from '#find-category';
import type { QueryResolvers } from '#generated/resolvers';

export const category: NonNullable<QueryResolvers['category']> = (_root, args, context) => findCategory(context, args);
