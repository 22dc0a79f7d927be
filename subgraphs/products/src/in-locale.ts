import { badUserInput } from '@cartograph/kit/errors';
import type { Loaders } from '#loaders';
import { canonicalLocale, noLocale, type Translation, translated } from '#rules/translation';

type Field = Exclude<keyof Translation, 'locale'>;

/** What has texts in the shop's own language, and perhaps beside them. */
interface Described {
  readonly id: string;
  readonly seoTitle: string | null;
  readonly seoDescription: string | null;
}

/** A text in the language asked for, field by field; as it stands in the shop's own where it is not translated. BAD_USER_INPUT for no locale. */
export function inLocale<Text extends string | null>(
  { loaders }: { loaders: Loaders },
  id: string,
  locale: string | null | undefined,
  field: Field,
  own: Text,
): string | Text | Promise<string | Text> {
  if (locale == null) return own;
  return textIn(loaders, id, locale, [field]).then((text) => text ?? own);
}

async function textIn(loaders: Loaders, id: string, locale: string, fields: readonly Field[]): Promise<string | undefined> {
  const tag = canonicalLocale(locale);
  if (tag === undefined) throw badUserInput('locale', noLocale);
  const translations = await loaders.translationsOf.load(id);
  return fields.map((field) => translated(translations, tag, field)).find((text) => text !== undefined);
}

/** What search engines show: its own, or made of what it is called; in the language asked for before any in the shop's own. */
export async function seoOf(
  { loaders }: { loaders: Loaders },
  { id, seoTitle, seoDescription }: Described,
  locale: string | null | undefined,
  own: { title: string; description: string | null },
): Promise<{ title: string; description: string | null }> {
  const inTheirs = (...fields: Field[]) => (locale == null ? undefined : textIn(loaders, id, locale, fields));
  return {
    title: (await inTheirs('seoTitle', 'title')) ?? seoTitle ?? own.title,
    description: (await inTheirs('seoDescription', 'description')) ?? seoDescription ?? own.description,
  };
}
