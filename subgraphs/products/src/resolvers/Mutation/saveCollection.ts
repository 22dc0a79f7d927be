import { requireScope } from '@cartograph/kit/scopes';
import type { MutationResolvers } from '#generated/resolvers';

export const saveCollection: NonNullable<MutationResolvers['saveCollection']> = async (_root, { input }, context) => {
  requireScope(context.caller, 'catalogue:write');
  const outcome = await context.useCases.saveCollection(input, context.author);
  if (outcome.kind === 'refused') return outcome.problem;
  context.loaders.forget();
  const collection = await context.loaders.collection.load(`id:${outcome.id}`);
  if (!collection) throw new Error(`the collection ${outcome.id} was written and is not there`);
  return { __typename: 'CollectionSaved', collection };
};
