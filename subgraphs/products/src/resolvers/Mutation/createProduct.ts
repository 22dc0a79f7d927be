import { requireScope } from '@cartograph/kit/scopes';
import type { MutationResolvers } from '#generated/resolvers';
import { createdProduct } from '#resolvers/created-product';

export const createProduct: NonNullable<MutationResolvers['createProduct']> = async (_root, { input }, context) => {
  requireScope(context.caller, 'catalogue:write');
  return createdProduct(context, await context.useCases.createProduct(input, context.author));
};
