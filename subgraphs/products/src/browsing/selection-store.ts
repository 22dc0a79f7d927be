import type { CurrencyCode } from '@cartograph/kit/money';
import type { ProductStatus } from '#rules/product';
import { type Found, isFound } from '#search-store';
import { statusNow } from '#status-store';

/** Which products a list is about. */
export interface Selection {
  readonly statuses: readonly ProductStatus[];
  readonly found: Found | undefined;
  /** What a search excludes. */
  readonly unwanted: string | undefined;
  readonly categorySlug: string | undefined;
  readonly collectionSlug: string | undefined;
  /** With collections that are not published. */
  readonly seesAll: boolean;
  readonly productType: string | undefined;
  /** All of them. */
  readonly tags: readonly string[] | undefined;
  /** A variant has one of the values of each. */
  readonly options: readonly NamedValues[] | undefined;
  /** The product says one of the values of each. */
  readonly attributes: readonly NamedValues[] | undefined;
  /** In which prices are filtered, sorted and summed up. */
  readonly currency: CurrencyCode;
  readonly price: { readonly min: bigint | undefined; readonly max: bigint | undefined } | undefined;
  readonly inStock: boolean | undefined;
  readonly minRating: number | undefined;
}

export interface NamedValues {
  readonly name: string;
  readonly values: readonly string[];
}

// Parameters have fixed numbers, so that every shape of the query is one text and one prepared statement: $1 statuses, $2 words, $3 SKU,
// $4 beginning of SKUs, $5 unwanted words, $6 category, $7 sort key and $8 id of the position, $9 limit, $10 collection, $11 unpublished
// collections too, $12 type, $13 tags, $14 options, $15 attributes.
const ofStatus = `${statusNow('p')} = any($1::text[])`;
const isWanted = 'not p.search @@ search_query($5::text)';

const inCategory = `exists (select from product_categories pc where pc.product_id = p.id and pc.category_id = any(array(
  with recursive below as (
    select owner_id as id from slugs where kind = 'CATEGORY' and slug = $6::text
    union select c.id from below b join categories c on c.parent_id = b.id)
  select id from below)))`;

export const theCollection = `(select c.id from slugs s join collections c on c.id = s.owner_id
  where s.kind = 'COLLECTION' and s.slug = $10::text and ($11::boolean or c.status = 'PUBLISHED'))`;
const inCollection = `p.id = any(array(select m.product_id from collection_products m
  where m.collection_id = ${theCollection} and (m.until is null or m.until > now())))`;

const valuesOfName = `array(select jsonb_array_elements_text(w."values"))`;
const named = (parameter: number): string => `jsonb_to_recordset($${parameter}::jsonb) as w(name text, "values" jsonb)`;
const ofType = 'p.product_type_id = (select t.id from product_types t where t.code = $12::text)';
const hasTags = 'p.tags @> $13::text[]';
/** All but the one at this place of the list. */
const others = (parameter: number, but: number | undefined): string =>
  but === undefined ? '' : `w.name <> $${parameter}::jsonb -> ${but} ->> 'name' and`;
/** The variant `v` has one of the values of each option. */
export const variantFits = (but?: number): string =>
  `not exists (select from ${named(14)} where ${others(14, but)} coalesce(v.options ->> w.name <> all(${valuesOfName}), true))`;
const hasOptions = (but?: number): string =>
  `exists (select from product_variants v where v.product_id = p.id and v.removed_at is null and ${variantFits(but)})`;
const saysAttributes = (but?: number): string => `not exists (select from ${named(15)} where ${others(15, but)} not exists (
  select from product_attributes a where a.product_id = p.id and a.code = w.name and a."values" && ${valuesOfName}))`;

/** Of what a product costs now; a row for every product and currency. */
export const priceNow = `pr.currency = $16::text and pr.starts_at <= now() and pr.ends_at > now()`;
const [from, to] = ['coalesce($17::bigint, 0)', 'coalesce($18::bigint, 9223372036854775807)'];
// Between its cheapest and its dearest variant there may be none: only then are they looked at.
const costs = `exists (select from product_prices pr where pr.product_id = p.id and ${priceNow} and pr.min_minor <= ${to} and pr.max_minor >= ${from}
  and (pr.min_minor >= ${from} or pr.max_minor <= ${to} or exists (
    select from product_variants v join sku_facts f on f.sku = v.sku cross join jsonb_to_recordset(f.prices)
      as s(currency text, "unitMinor" bigint, "from" timestamptz, "to" timestamptz)
    where v.product_id = p.id and v.removed_at is null and s.currency = $16::text and s."from" <= now() and coalesce(s."to", 'infinity') > now()
      and s."unitMinor" between ${from} and ${to})))`;
const standing = (fits: string): string => `exists (select from product_standings st where st.product_id = p.id and ${fits})`;
const isThere = standing('st.in_stock = $19::boolean');
const isRated = standing('coalesce(st.rating, 0) >= $20::numeric');

// Every parameter is mentioned, used or not: PostgreSQL must know the type of each.
const types: Record<number, string> = {
  2: 'text',
  3: 'text',
  4: 'text',
  5: 'text',
  6: 'text',
  10: 'text',
  11: 'boolean',
  12: 'text',
  13: 'text[]',
  14: 'jsonb',
  15: 'jsonb',
  16: 'text',
  17: 'bigint',
  18: 'bigint',
  19: 'boolean',
  20: 'numeric',
};
const declared = Object.entries(types)
  .map(([parameter, type]) => `($${parameter}::${type} is null or true)`)
  .join(' and ');

/** A filter that facets count without: with `at`, the option or attribute of that place alone. */
export interface Without {
  readonly of: Exclude<keyof Selection, 'found'>;
  readonly at?: number | undefined;
}

/** Each condition by the name that it has in the statement's. */
const conditionsOf = ({ found, ...selection }: Selection, without?: Without): [name: string, sql: string][] => [
  ...(found === undefined ? [] : [[`${found.way}${found.exact ? '_exact' : ''}`, isFound(found)] satisfies [string, string]]),
  ...filters
    .filter(({ of }) => selection[of] !== undefined && (of !== without?.of || without.at !== undefined))
    .map(({ of, name, sql }): [string, string] => [name, sql(of === without?.of ? without.at : undefined)]),
];

const filters: readonly { of: Exclude<keyof Selection, 'found'>; name: string; sql: (but?: number) => string }[] = [
  { of: 'unwanted', name: 'without', sql: () => isWanted },
  { of: 'categorySlug', name: 'category', sql: () => inCategory },
  { of: 'collectionSlug', name: 'collection', sql: () => inCollection },
  { of: 'productType', name: 'type', sql: () => ofType },
  { of: 'tags', name: 'tags', sql: () => hasTags },
  { of: 'options', name: 'options', sql: hasOptions },
  { of: 'attributes', name: 'attributes', sql: saysAttributes },
  { of: 'price', name: 'price', sql: () => costs },
  { of: 'inStock', name: 'stock', sql: () => isThere },
  { of: 'minRating', name: 'rated', sql: () => isRated },
];

/** Of the product `p`; `mentioned` once in a statement, so that PostgreSQL knows the type of every parameter. */
export const conditions = (selection: Selection, without?: Without): string =>
  [ofStatus, ...conditionsOf(selection, without).map(([, sql]) => sql)].join(' and ');

export const mentioned = declared;

export const shapeOf = (selection: Selection): string =>
  conditionsOf(selection)
    .map(([name]) => name)
    .join('_') || 'all';

/** In the order of the parameters; those of the page stand between. */
export const valuesOf = (selection: Selection, page: [key: unknown, id: unknown, limit: unknown]): unknown[] => [
  selection.statuses,
  selection.found?.text,
  selection.found?.sku,
  selection.found?.skuBegins,
  selection.unwanted,
  selection.categorySlug,
  ...page,
  selection.collectionSlug,
  selection.seesAll,
  selection.productType,
  selection.tags,
  selection.options && JSON.stringify(selection.options),
  selection.attributes && JSON.stringify(selection.attributes),
  selection.currency,
  selection.price?.min,
  selection.price?.max,
  selection.inStock,
  selection.minRating,
];
