import { requireScope } from '@cartograph/kit/scopes';
import type { MutationResolvers } from '#generated/resolvers';

export const deleteCategory: NonNullable<MutationResolvers['deleteCategory']> = async (_root, { input }, context) => {
  requireScope(context.caller, 'catalogue:write');
  const outcome = await context.useCases.deleteCategory(input, context.author);
  context.loaders.forget();
  return outcome.kind === 'refused' ? outcome.problem : { __typename: 'CategoryDeleted', id: outcome.id };
};
