import { findVariant } from '#find-variant';
import type { QueryResolvers } from '#generated/resolvers';

export const productVariant: NonNullable<QueryResolvers['productVariant']> = (_root, args, context) => findVariant(context, args);
