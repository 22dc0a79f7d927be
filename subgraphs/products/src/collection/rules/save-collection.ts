import { type FieldProblem, fieldProblem, isStorableText } from '@cartograph/kit/problems';
import { type At, under } from '#editing/rules/ground';
import type { SeoInput, TranslationInput } from '#editing/rules/input';
import { translationFaults } from '#editing/rules/read-translations';
import { slugFaults } from '#editing/rules/slug';
import { maxDescription, maxTitle, repeatedFaults, seoFaults, textFaults } from '#editing/rules/text';
import type { Collection, CollectionRule, CollectionRuleField } from '#rules/collection';
import { isSlug } from '#rules/keys';
import type { ProductStatus } from '#rules/product';

export const maxCollections = 500;
export const maxByHand = 1_000;
const maxRules = 20;
const maxValues = 50;

export interface SaveCollectionCommand {
  id?: string | null | undefined;
  expectedVersion?: number | null | undefined;
  slug: string;
  title: string;
  description?: string | null | undefined;
  status: ProductStatus;
  mediaId?: string | null | undefined;
  rules?: readonly CollectionRule[] | null | undefined;
  productIds?: readonly string[] | null | undefined;
  seo?: SeoInput | null | undefined;
  translations?: readonly TranslationInput[] | null | undefined;
}

export function collectionFaults(command: SaveCollectionCommand, known: ReadonlySet<string>): FieldProblem[] {
  const { slug, title, description, rules, productIds, seo, translations } = command;
  const at = under();
  const ids = (productIds ?? []).map((id) => id.toLowerCase());
  return [
    ...slugFaults(at('slug'), slug),
    ...textFaults(at('title'), title, { min: 1, max: maxTitle }),
    ...textFaults(at('description'), description, { max: maxDescription, lines: true }),
    ...(rules != null && productIds != null ? [fieldProblem(at('rules'), 'Give rules or productIds, not both.')] : []),
    ...(rules == null ? [] : ruleFaults(rules)),
    ...(ids.length > maxByHand
      ? [fieldProblem(at('productIds'), `productIds must have at most ${maxByHand} entries.`)]
      : [
          ...ids
            .flatMap((id, index) => (known.has(id) ? [] : [fieldProblem(at('productIds', index), 'There is no such product.')]))
            .slice(0, 100),
          ...repeatedFaults(ids, (index) => at('productIds', index), 'The product'),
        ]),
    ...seoFaults(seo, at),
    ...translationFaults(translations, at),
  ];
}

function ruleFaults(rules: readonly CollectionRule[]): FieldProblem[] {
  const at = under('rules');
  if (rules.length < 1 || rules.length > maxRules) return [fieldProblem(at(), `rules must have 1 to ${maxRules} entries.`)];
  return rules.flatMap(({ field, values }, index) => oneRuleFaults(field, values, under('rules', index)));
}

/** What this room can decide by itself. */
const decided = ['CATEGORY_SLUG', 'PRODUCT_TYPE', 'TAG', 'ATTRIBUTE', 'NEWER_THAN_DAYS'] as const;

function oneRuleFaults(field: CollectionRuleField, values: readonly string[], at: At): FieldProblem[] {
  if (values.length < 1 || values.length > maxValues) return [fieldProblem(at('values'), `values must have 1 to ${maxValues} entries.`)];
  const each = (fits: (value: string) => boolean, message: string) =>
    values.flatMap((value, index) => (fits(value) ? [] : [fieldProblem(at('values', index), message)]));
  const isText = (value: string) => value.length >= 1 && value.length <= 200 && isStorableText(value);
  switch (field) {
    case 'PRICE_BELOW':
    case 'PRICE_ABOVE':
    case 'ON_SALE':
      return [fieldProblem(at('field'), 'Collections by price are not offered: the catalogue does not know prices.', decided)];
    case 'NEWER_THAN_DAYS':
      return values.length === 1 && /^[1-9]\d{0,3}$/.test(values[0] ?? '')
        ? []
        : [fieldProblem(at('values'), 'values must have one number of days, from 1 to 9999.')];
    case 'CATEGORY_SLUG':
      return each(isSlug, 'A category is named by its slug.');
    case 'ATTRIBUTE':
      return each((value) => isText(value) && /^[^=]+=./u.test(value), 'An attribute is named with its value, such as material=oak.');
    case 'PRODUCT_TYPE':
    case 'TAG':
      return each(isText, 'A value must have 1 to 200 characters.');
  }
}

export const collectionOf = (command: SaveCollectionCommand, id: string, version: number): Collection => ({
  id,
  version,
  slug: command.slug,
  title: command.title.trim(),
  description: command.description?.trim() || null,
  status: command.status,
  rules: command.rules == null ? null : command.rules.map(({ field, values }) => ({ field, values: [...values] })),
  seoTitle: command.seo?.title?.trim() || null,
  seoDescription: command.seo?.description?.trim() || null,
});
