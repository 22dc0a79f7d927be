import { type FieldProblem, fieldProblem } from '@cartograph/kit/problems';
import type { At } from '#editing/rules/ground';
import type { TranslationInput } from '#editing/rules/input';
import { slugFaults } from '#editing/rules/slug';
import { maxDescription, maxTitle, repeatedFaults, seoFaults, textFaults } from '#editing/rules/text';
import { canonicalLocale, maxTranslations, type Translation } from '#rules/translation';

export function translationFaults(translations: readonly TranslationInput[] | null | undefined, at: At): FieldProblem[] {
  if (translations == null) return [];
  if (translations.length > maxTranslations)
    return [fieldProblem(at('translations'), `translations must have at most ${maxTranslations} entries.`)];
  return [
    ...translations.flatMap(({ locale, slug, title, description, seo }, index) => {
      const here: At = (...more) => at('translations', index, ...more);
      return [
        ...(canonicalLocale(locale) === undefined
          ? [fieldProblem(here('locale'), 'locale must be a language tag of BCP 47, such as de or pt-BR.')]
          : []),
        ...(slug == null ? [] : slugFaults(here('slug'), slug)),
        ...textFaults(here('title'), title, { max: maxTitle }),
        ...textFaults(here('description'), description, { max: maxDescription, lines: true }),
        ...seoFaults(seo, here),
      ];
    }),
    ...repeatedFaults(
      translations.map(({ locale }) => canonicalLocale(locale) ?? locale),
      (index) => at('translations', index, 'locale'),
      'The locale',
    ),
  ];
}

/** In the order of their locales; what is blank is as in the shop's own language. */
export const translationsOf = (translations: readonly TranslationInput[] | null): readonly Translation[] =>
  (translations ?? [])
    .map(({ locale, slug, title, description, seo }) => ({
      locale: canonicalLocale(locale) ?? locale,
      slug: slug ?? null,
      title: title?.trim() || null,
      description: description?.trim() || null,
      seoTitle: seo?.title?.trim() || null,
      seoDescription: seo?.description?.trim() || null,
    }))
    .sort((a, b) => (a.locale < b.locale ? -1 : 1));
