import { findProduct } from '#find-product';
import type { QueryResolvers } from '#generated/resolvers';

export const product: NonNullable<QueryResolvers['product']> = (_root, args, context) => findProduct(context, args);
