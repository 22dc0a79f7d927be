import { badUserInput } from '@cartograph/kit/errors';
import { type CurrencyCode, decimalsOf, parseDecimal } from '@cartograph/kit/money';
import { isStorableText } from '@cartograph/kit/problems';
import type { NamedValues, Selection } from '#browsing/selection-store';
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
  price?: { readonly min?: string | null | undefined; readonly max?: string | null | undefined } | null | undefined;
  inStock?: boolean | null | undefined;
  minRating?: number | null | undefined;
}

const maxNames = 20;
/** As many as a list of facets shows. */
const maxValues = 100;

/**
 * What to keep; throws BAD_USER_INPUT, which tells all that is wrong, for more conditions than a statement is bounded by and for what no product
 * can meet. What nobody has heard of (a slug, a tag, a code) is no fault: it finds nothing.
 */
export function readFilter(filter: ProductFilter, currency: CurrencyCode, seesAll: boolean): Omit<Selection, 'found' | 'unwanted'> {
  const { categorySlug, collectionSlug, status, productType, tags, options, attributes, inStock, minRating } = filter;
  const price = readPrice(filter.price, currency);
  const faults = [
    ...((tags?.length ?? 0) > maxValues ? [`tags must have at most ${maxValues} entries.`] : []),
    ...namedFaults('options', options),
    ...namedFaults('attributes', attributes),
    ...price.faults,
    ...(minRating != null && !(minRating >= 0 && minRating <= 5) ? ['minRating must be from 0 to 5.'] : []),
  ];
  if (faults.length > 0) throw badUserInput('filter', faults.join(' '));
  return {
    statuses: listedStatuses(seesAll, status ?? undefined),
    categorySlug: slugOf(categorySlug),
    collectionSlug: slugOf(collectionSlug),
    seesAll,
    productType: productType == null ? undefined : storable(productType),
    tags: tags?.map(storable) ?? undefined,
    options: readNamed(options),
    attributes: readNamed(attributes),
    currency,
    price: price.asked,
    inStock: inStock ?? undefined,
    minRating: minRating ?? undefined,
  };
}

function readPrice(price: ProductFilter['price'], currency: CurrencyCode) {
  const faults: string[] = [];
  const read = (name: string, text: string | null | undefined): bigint | undefined => {
    if (text == null) return undefined;
    const minor = parseDecimal(text, currency);
    if (minor === undefined) faults.push(`price.${name} must have at most ${decimalsOf[currency]} decimals in ${currency}.`);
    else if (minor < 0n) faults.push(`price.${name} must not be negative.`);
    return minor;
  };
  const [min, max] = [read('min', price?.min), read('max', price?.max)];
  if (min !== undefined && max !== undefined && min > max) faults.push('price.min must not be above price.max.');
  return { faults, asked: min === undefined && max === undefined ? undefined : { min, max } };
}

/** Nothing has the empty slug: what cannot be a slug finds nothing, like any unknown one. */
const slugOf = (slug: string | null | undefined): string | undefined => (slug == null ? undefined : isSlug(slug) ? slug : '');

const storable = (text: string): string => (isStorableText(text) ? text : '');

const namedFaults = (field: string, named: readonly NamedValues[] | null | undefined): string[] =>
  named != null && (named.length > maxNames || named.some(({ values }) => values.length > maxValues))
    ? [`${field} must have at most ${maxNames} names of ${maxValues} values each.`]
    : [];

const readNamed = (named: readonly NamedValues[] | null | undefined): NamedValues[] | undefined =>
  named?.map(({ name, values }) => ({ name: storable(name), values: values.map(storable) }));
