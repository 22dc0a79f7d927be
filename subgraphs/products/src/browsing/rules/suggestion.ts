import type { Category, Product } from '#rules/product';

export type Suggestion = { readonly text: string } & (
  | { readonly kind: 'QUERY' }
  | { readonly kind: 'PRODUCT'; readonly product: Product }
  | { readonly kind: 'CATEGORY'; readonly category: Category }
);

/** With the language that its text is wanted in. */
export type ShownSuggestion = Suggestion & { readonly locale: string | null | undefined };

/** Fewer letters may mean anything. */
export const minTyped = 2;
const maxQueries = 3;
const maxCategories = 3;

/** Searches first, then categories, then products; of the first two so few that products are among them. */
export function suggestionsOf(typed: string, products: readonly Product[], categories: readonly Category[], first: number): Suggestion[] {
  const titles = products.map(({ title }) => title);
  const queries = completions(typed, titles).slice(0, Math.min(maxQueries, Math.floor(first / 2)));
  const named = categories.slice(0, Math.min(maxCategories, first - queries.length));
  return [
    ...queries.map((text): Suggestion => ({ kind: 'QUERY', text })),
    ...named.map((category): Suggestion => ({ kind: 'CATEGORY', text: category.name, category })),
    ...products.map((product): Suggestion => ({ kind: 'PRODUCT', text: product.title, product })),
  ].slice(0, first);
}

/** What was typed with its last word written out as in these titles, the most frequent first. */
export function completions(typed: string, titles: readonly string[]): string[] {
  const words = wordsOf(typed);
  const begun = words.pop();
  if (begun === undefined) return [];
  const before = words.map((word) => `${word} `).join('');
  const counts = new Map<string, number>();
  for (const word of titles.flatMap((title) => [...new Set(wordsOf(title))]))
    if (word.startsWith(begun)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1)).map(([word]) => before + word);
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
