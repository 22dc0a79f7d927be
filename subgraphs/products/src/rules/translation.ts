export const maxTranslations = 50;

/** What stands beside the text of the shop's own language; null: as it stands there. */
export interface Translation {
  /** BCP 47, in its canonical form. */
  readonly locale: string;
  readonly slug: string | null;
  readonly title: string | null;
  readonly description: string | null;
  readonly seoTitle: string | null;
  readonly seoDescription: string | null;
}

/** "de-at" as "de-AT"; undefined for what is no locale. */
export function canonicalLocale(text: string): string | undefined {
  if (text.length > 35) return undefined;
  try {
    return Intl.getCanonicalLocales(text)[0];
  } catch {
    return undefined; // what is no language tag
  }
}

export const noLocale = 'locale must be a language tag of BCP 47, such as de or pt-BR.';

/** From the most exact on: "de-AT", "de". */
export function localesOf(locale: string): string[] {
  const parts = locale.split('-');
  return parts.map((_part, index) => parts.slice(0, parts.length - index).join('-'));
}

/** The first text that one of the translations has, the most exact first; undefined: as in the shop's language. */
export function translated(
  translations: readonly Translation[],
  locale: string,
  field: Exclude<keyof Translation, 'locale'>,
): string | undefined {
  for (const wanted of localesOf(locale)) {
    const text = translations.find((one) => one.locale === wanted)?.[field];
    if (text != null) return text;
  }
  return undefined;
}
