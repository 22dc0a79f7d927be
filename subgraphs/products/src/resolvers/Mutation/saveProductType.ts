import { requireScope } from '@cartograph/kit/scopes';
import type { MutationResolvers } from '#generated/resolvers';

export const saveProductType: NonNullable<MutationResolvers['saveProductType']> = async (_root, { input }, context) => {
  requireScope(context.caller, 'catalogue:write');
  const outcome = await context.useCases.saveProductType(input, context.author);
  if (outcome.kind === 'refused') return outcome.problem;
  context.loaders.forget();
  const productType = await context.loaders.productType.load(outcome.id);
  if (!productType) throw new Error(`the product type ${outcome.id} was written and is not there`);
  return { __typename: 'ProductTypeSaved', productType };
};
