import type { QueryResolvers } from '#generated/resolvers';

export const searchSuggestions: NonNullable<QueryResolvers['searchSuggestions']> = async (_root, args, { useCases, loaders }) => {
  const found = await useCases.suggest(loaders, args);
  return found.map((suggestion) => ({ ...suggestion, locale: args.locale }));
};
