import { requireScope } from '@cartograph/kit/scopes';
import type { MutationResolvers } from '#generated/resolvers';
import { productNow } from '#resolvers/product-now';

export const updateProducts: NonNullable<MutationResolvers['updateProducts']> = async (_root, { input }, context) => {
  requireScope(context.caller, 'catalogue:write');
  const result = await context.useCases.updateProducts(input.products, context.author);
  if (result.kind === 'refused') return result.problem;
  const ids = result.outcomes.flatMap((outcome) => (outcome.kind === 'edited' ? [outcome.product.id] : []));
  const refused = result.outcomes.flatMap((outcome, index) => (outcome.kind === 'refused' ? [{ index, problem: outcome.problem }] : []));
  return { __typename: 'ProductsUpdated', products: await Promise.all(ids.map((id) => productNow(context, id))), refused };
};
