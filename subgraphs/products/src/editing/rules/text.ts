import { type FieldProblem, fieldProblem, isStorableText } from '@cartograph/kit/problems';
import type { At } from '#editing/rules/ground';

/** A tag, a comment or the like, but not "5 < 6": text is shown as it is, and markup in it is somebody's mistake or attack. */
const markup = /<[a-z!/?]/i;

interface TextBounds {
  min?: number;
  max: number;
  /** Lines may be broken. */
  lines?: boolean;
}

/** What is wrong with a text that is shown to people; nothing for what is left out or cleared. */
export function textFaults(
  path: (string | number)[],
  text: string | null | undefined,
  { min = 0, max, lines = false }: TextBounds,
): FieldProblem[] {
  if (text == null) return [];
  const name = path.findLast((part) => typeof part === 'string') ?? 'text';
  const length = Array.from(text).length;
  if (length < min || length > max || (min > 0 && text.trim() === ''))
    return [fieldProblem(path, `${name} must have ${min > 0 ? `${min} to` : 'at most'} ${max} characters.`)];
  if (!isStorableText(text) || (lines ? /[^\P{Cc}\n\r\t]/u : /\p{Cc}/u).test(text))
    return [fieldProblem(path, `${name} must be Unicode text without control characters.`)];
  return markup.test(text) ? [fieldProblem(path, `${name} must be plain text, without HTML.`)] : [];
}

export const maxTitle = 300;
export const maxDescription = 10_000;

export const seoFaults = (
  seo: { title?: string | null | undefined; description?: string | null | undefined } | null | undefined,
  at: At,
) => [
  ...textFaults(at('seo', 'title'), seo?.title, { max: maxTitle }),
  ...textFaults(at('seo', 'description'), seo?.description, { max: 1_000, lines: true }),
];

/** Codes of options, values, types and attributes, as SKUs are written. */
export const isCode = (text: string): boolean => /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(text);

export const codeFaults = (path: (string | number)[], code: string): FieldProblem[] =>
  isCode(code)
    ? []
    : [fieldProblem(path, 'code must be 1 to 64 letters of A to Z, digits, dots, hyphens and underscores, a letter or digit first.')];

/** Every entry that stands there a second time. */
export const repeatedFaults = (keys: readonly string[], pathOf: (index: number) => (string | number)[], what: string): FieldProblem[] =>
  keys.flatMap((key, index) =>
    keys.indexOf(key) < index ? [fieldProblem(pathOf(index), `${what} ${key.slice(0, 64)} stands there twice.`)] : [],
  );

export const countFaults = (path: (string | number)[], list: readonly unknown[] | null | undefined, max: number): FieldProblem[] =>
  list != null && list.length > max ? [fieldProblem(path, `${String(path.at(-1))} must have at most ${max} entries.`)] : [];
