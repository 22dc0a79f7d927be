import { requireScope } from '@cartograph/kit/scopes';
import type { MutationResolvers } from '#generated/resolvers';

export const saveCategory: NonNullable<MutationResolvers['saveCategory']> = async (_root, { input }, context) => {
  requireScope(context.caller, 'catalogue:write');
  const outcome = await context.useCases.saveCategory(input, context.author);
  if (outcome.kind === 'refused') return outcome.problem;
  context.loaders.forget();
  const category = await context.loaders.category.load(`id:${outcome.id}`);
  if (!category) throw new Error(`the category ${outcome.id} was written and is not there`);
  return { __typename: 'CategorySaved', category };
};
