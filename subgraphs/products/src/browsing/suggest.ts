import type { Queryable } from '@cartograph/kit/db';
import { badUserInput } from '@cartograph/kit/errors';
import { minTyped, type Suggestion, suggestionsOf } from '#browsing/rules/suggestion';
import { findBegun, findBegunCategories } from '#browsing/suggestion-store';
import type { Loaders } from '#loaders';
import { maxSearchLength, searchWords } from '#rules/product-search';
import { canonicalLocale, noLocale } from '#rules/translation';

export interface SuggestCommand {
  text: string;
  first?: number | null | undefined;
  locale?: string | null | undefined;
}

const most = 20;

/** What somebody who types this may mean. Throws BAD_USER_INPUT for a bad number, no language, or a text that is too long. */
export async function suggest(db: Queryable, loaders: Loaders, { text, first, locale }: SuggestCommand): Promise<Suggestion[]> {
  const limit = first ?? 8;
  const typed = searchWords(text) ?? '';
  if (limit < 1 || limit > most) throw badUserInput('first', `first must be from 1 to ${most}.`);
  if (locale != null && canonicalLocale(locale) === undefined) throw badUserInput('locale', noLocale);
  if (typed.length > maxSearchLength) throw badUserInput('text', `text must have at most ${maxSearchLength} characters.`);
  if (Array.from(typed).length < minTyped) return [];
  const [products, categoryIds] = await Promise.all([findBegun(db, typed, most), findBegunCategories(db, typed, most)]);
  const categories = await loaders.category.loadMany(categoryIds.map((id) => `id:${id}` as const));
  return suggestionsOf(
    typed,
    products,
    categories.flatMap((one) => (one instanceof Error || one === null ? [] : [one])),
    limit,
  );
}
