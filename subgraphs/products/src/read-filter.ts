import { badUserInput } from '@cartograph/kit/errors';
import { isStorableText } from '@cartograph/kit/problems';
import type { NamedValues, Selection } from '#listing-store';
import { isSlug } from '#rules/keys';
import type { ProductStatus } from '#rules/product';
import { listedStatuses } from '#rules/visibility';

export interface ProductFilter {
  categorySlug?: string | null | undefined;
  collectionSlug?: string | null | undefined;
  status?: readonly ProductStatus[] | null | undefined;
  productType?: string | null | undefined;
  tags?: readonly string[] | null | undefined;
  options?: readonly NamedValues[] | null | undefined;
  attributes?: readonly NamedValues[] | null | undefined;
}

const maxNames = 20;
const maxValues = 100;

/** What to keep; throws BAD_USER_INPUT for more conditions than a statement is bounded by. */
export function readFilter(filter: ProductFilter, seesAll: boolean): Omit<Selection, 'found' | 'unwanted'> {
  const { categorySlug, collectionSlug, status, productType, tags, options, attributes } = filter;
  if ((tags?.length ?? 0) > maxValues) throw badUserInput('filter', `tags must have at most ${maxValues} entries.`);
  return {
    statuses: listedStatuses(seesAll, status ?? undefined),
    categorySlug: slugOf(categorySlug),
    collectionSlug: slugOf(collectionSlug),
    seesAll,
    productType: productType == null ? undefined : storable(productType),
    tags: tags?.map(storable) ?? undefined,
    options: readNamed('options', options),
    attributes: readNamed('attributes', attributes),
  };
}

/** Nothing has the empty slug: what cannot be a slug finds nothing, like any unknown one. */
const slugOf = (slug: string | null | undefined): string | undefined => (slug == null ? undefined : isSlug(slug) ? slug : '');

const storable = (text: string): string => (isStorableText(text) ? text : '');

function readNamed(field: string, named: readonly NamedValues[] | null | undefined): NamedValues[] | undefined {
  if (named == null) return undefined;
  if (named.length > maxNames || named.some(({ values }) => values.length > maxValues))
    throw badUserInput('filter', `${field} must have at most ${maxNames} names of ${maxValues} values each.`);
  return named.map(({ name, values }) => ({ name: storable(name), values: values.map(storable) }));
}
