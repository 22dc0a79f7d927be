import { findVariants } from '#find-variant';
import type { QueryResolvers } from '#generated/resolvers';

export const productVariants: NonNullable<QueryResolvers['productVariants']> = (_root, { skus }, context) => findVariants(context, skus);
