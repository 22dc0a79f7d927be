import { requireScope } from '@cartograph/kit/scopes';
import type { MutationResolvers } from '#generated/resolvers';
import { createdProduct } from '#resolvers/created-product';

export const duplicateProduct: NonNullable<MutationResolvers['duplicateProduct']> = async (_root, { input }, context) => {
  requireScope(context.caller, 'catalogue:write');
  return createdProduct(context, await context.useCases.duplicateProduct(input, context.author));
};
