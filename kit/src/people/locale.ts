import { type Reading, read, refused } from './reading.ts';

/** "pt-br" as "pt-BR": a language tag of BCP 47 in its canonical form, of a language that there is; null for an empty one. */
export function readLocale(field: string, given: string): Reading<string | null> {
  const text = given.trim();
  if (text === '') return read(null);
  const tag = text.length <= 35 ? canonical(text) : undefined;
  return tag === undefined ? refused(`${field} must be a language as BCP 47 writes it, such as en or pt-BR.`) : read(tag);
}

function canonical(text: string): string | undefined {
  try {
    const { language, baseName } = new Intl.Locale(text);
    return isLanguage(language) ? baseName : undefined;
  } catch {
    return undefined; // what is no language tag
  }
}

/** Well formed is not enough: "xx" and "klingon" are, too, and no e-mail is written in them. */
const isLanguage = (language: string): boolean => names.of(language) !== undefined;
const names = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });
