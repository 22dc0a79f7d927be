import type { SearchSuggestionResolvers } from '#generated/resolvers';
import { inLocale } from '#in-locale';

export const SearchSuggestion: SearchSuggestionResolvers = {
  text: (one, _args, context) => {
    if (one.kind === 'PRODUCT') return inLocale(context, one.product.id, one.locale, 'title', one.text);
    return one.kind === 'CATEGORY' ? inLocale(context, one.category.id, one.locale, 'title', one.text) : one.text;
  },
  product: (one) => (one.kind === 'PRODUCT' ? one.product : null),
  category: (one) => (one.kind === 'CATEGORY' ? one.category : null),
};
