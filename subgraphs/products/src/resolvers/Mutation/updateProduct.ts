import { requireScope } from '@cartograph/kit/scopes';
import type { MutationResolvers } from '#generated/resolvers';
import { productNow } from '#resolvers/product-now';

export const updateProduct: NonNullable<MutationResolvers['updateProduct']> = async (_root, { input }, context) => {
  requireScope(context.caller, 'catalogue:write');
  const outcome = await context.useCases.updateProduct(input, context.author);
  if (outcome.kind === 'refused') return outcome.problem;
  return { __typename: 'ProductUpdated', product: await productNow(context, outcome.product.id) };
};
