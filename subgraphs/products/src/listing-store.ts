import type { Queryable } from '@cartograph/kit/db';
import { type ProductRow, productColumns, productOf } from '#product-store';
import type { Product, ProductStatus } from '#rules/product';
import type { Hit, Position, SortedOrder } from '#rules/product-position';
import { type Found, isFound, scoreOf } from '#search-store';
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
}

export interface NamedValues {
  readonly name: string;
  readonly values: readonly string[];
}

export interface PageQuery extends Selection {
  readonly order: SortedOrder;
  /** Read from the end of the list towards its start. */
  readonly backward: boolean;
  /** Where reading starts, without the product that stands there. */
  readonly from: Position | undefined;
  readonly limit: number;
}

type HitRow = ProductRow & { score: number };

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

const theCollection = `(select c.id from slugs s join collections c on c.id = s.owner_id
  where s.kind = 'COLLECTION' and s.slug = $10::text and ($11::boolean or c.status = 'PUBLISHED'))`;
const inCollection = `p.id = any(array(select m.product_id from collection_products m
  where m.collection_id = ${theCollection} and (m.until is null or m.until > now())))`;

const valuesOfName = `array(select jsonb_array_elements_text(w."values"))`;
const named = (parameter: number): string => `jsonb_to_recordset($${parameter}::jsonb) as w(name text, "values" jsonb)`;
const ofType = 'p.product_type_id = (select t.id from product_types t where t.code = $12::text)';
const hasTags = 'p.tags @> $13::text[]';
const hasOptions = `exists (select from product_variants v where v.product_id = p.id and v.removed_at is null and not exists (
  select from ${named(14)} where coalesce(v.options ->> w.name <> all(${valuesOfName}), true)))`;
const saysAttributes = `not exists (select from ${named(15)} where not exists (
  select from product_attributes a where a.product_id = p.id and a.code = w.name and a."values" && ${valuesOfName}))`;

type Sort = { key: (selection: Selection) => string; type: string; direction: 'asc' | 'desc' };
const sorts: Record<SortedOrder, Sort> = {
  RELEVANCE: { key: ({ found }) => scoreOf(found), type: 'int', direction: 'desc' },
  NEWEST: { key: () => 'p.created_at', type: 'timestamptz', direction: 'desc' },
  COLLECTION: {
    key: () => `(select m.position from collection_products m where m.product_id = p.id and m.collection_id = ${theCollection})`,
    type: 'int',
    direction: 'asc',
  },
  TITLE: { key: () => 'p.title collate "und-x-icu"', type: 'text', direction: 'asc' },
};

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
};
const declared = Object.entries(types)
  .map(([parameter, type]) => `($${parameter}::${type} is null or true)`)
  .join(' and ');

/** Each condition by the name that it has in the statement's. */
const conditionsOf = ({ found, ...selection }: Selection): [name: string, sql: string][] => [
  ...(found === undefined ? [] : [[`${found.way}${found.exact ? '_exact' : ''}`, isFound(found)] satisfies [string, string]]),
  ...filters.filter(({ of }) => selection[of] !== undefined).map(({ name, sql }): [string, string] => [name, sql]),
];

const filters: readonly { of: keyof Omit<Selection, 'found'>; name: string; sql: string }[] = [
  { of: 'unwanted', name: 'without', sql: isWanted },
  { of: 'categorySlug', name: 'category', sql: inCategory },
  { of: 'collectionSlug', name: 'collection', sql: inCollection },
  { of: 'productType', name: 'type', sql: ofType },
  { of: 'tags', name: 'tags', sql: hasTags },
  { of: 'options', name: 'options', sql: hasOptions },
  { of: 'attributes', name: 'attributes', sql: saysAttributes },
];

const conditions = (selection: Selection): string => [ofStatus, ...conditionsOf(selection).map(([, sql]) => sql), declared].join(' and ');

const shapeOf = (selection: Selection): string =>
  conditionsOf(selection)
    .map(([name]) => name)
    .join('_') || 'all';

/** In the order of the parameters; those of the page stand between. */
const valuesOf = (selection: Selection, page: [key: unknown, id: unknown, limit: unknown]): unknown[] => [
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
];

/** Products in the order asked, or from its end; RELEVANCE needs something to look for. */
export async function findPage(db: Queryable, query: PageQuery): Promise<Hit[]> {
  const { key: keyOf, type, direction } = sorts[query.order];
  const key = keyOf(query);
  const ascending = (direction === 'asc') !== query.backward;
  const position = query.from
    ? `(${key}, p.id) ${ascending ? '>' : '<'} ($7::${type}, $8::uuid)`
    : '($7::text is null or true) and ($8::uuid is null or true)';
  const way = ascending ? 'asc' : 'desc';
  const rows = await db.query<HitRow>({
    name: `page_${query.order}_${way}_${shapeOf(query)}${query.from ? '_from' : ''}`,
    text: `select ${productColumns('p')}, ${query.order === 'RELEVANCE' || query.order === 'COLLECTION' ? key : '0'} as score
           from products p where ${conditions(query)} and ${position}
           order by ${key} ${way}, p.id ${way} limit $9::int`,
    values: valuesOf(query, [query.from?.key, query.from?.id, query.limit]),
  });
  return rows.map((row) => ({ ...(productOf(row) satisfies Product), score: row.score }));
}

export async function countProducts(db: Queryable, selection: Selection): Promise<number> {
  const rows = await db.query<{ count: number }>({
    name: `count_${shapeOf(selection)}`,
    text: `select count(*)::int as count from products p where ${conditions(selection)}
           and ($7::text is null and $8::text is null and $9::text is null)`,
    values: valuesOf(selection, [null, null, null]),
  });
  return rows[0]?.count ?? 0;
}
