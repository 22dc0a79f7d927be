import type { ShownSuggestion } from '#browsing/rules/suggestion';
import type { QueryResolvers } from '#generated/resolvers';

export const searchSuggestions: NonNullable<QueryResolvers['searchSuggestions']> = async (_root, args, { useCases, loaders }) => {
  const found = await useCases.suggest(loaders, args);
  return found.map((suggestion): ShownSuggestion => ({ ...suggestion, locale: args.locale }));
};
