import type { Queryable } from '@cartograph/kit/db';
import { productOf } from '#product-store';
import type { Product, ProductOrder, ProductStatus } from '#rules/product';
import type { Hit, Position } from '#rules/product-position';
import { type Found, isFound, scoreOf } from '#search-store';

/** Which products a list is about. */
export interface Selection {
  readonly statuses: readonly ProductStatus[];
  readonly found: Found | undefined;
  /** What a search excludes. */
  readonly unwanted: string | undefined;
  readonly categorySlug: string | undefined;
}

export interface PageQuery extends Selection {
  readonly order: ProductOrder;
  /** Read from the end of the list towards its start. */
  readonly backward: boolean;
  /** Where reading starts, without the product that stands there. */
  readonly from: Position | undefined;
  readonly limit: number;
}

interface HitRow extends Record<string, unknown> {
  id: string;
  slug: string;
  title: string;
  description: string | null;
  status: ProductStatus;
  created_at: Date;
  score: number;
}

// Parameters have fixed numbers, so that every shape of the query is one text and one prepared statement: $1 statuses, $2 words, $3 SKU,
// $4 beginning of SKUs, $5 unwanted words, $6 category slug, $7 sort key and $8 id of the position, $9 limit.
const ofStatus = 'p.status = any($1::text[])';
const isWanted = 'not p.search @@ search_query($5::text)';

const inCategory = `exists (select from product_categories pc
  where pc.product_id = p.id and pc.category_id = (select c.id from categories c where c.slug = $6::text))`;

type Sort = { key: (selection: Selection) => string; type: string; direction: 'asc' | 'desc' };
const sorts: Record<ProductOrder, Sort> = {
  RELEVANCE: { key: ({ found }) => scoreOf(found), type: 'int', direction: 'desc' },
  NEWEST: { key: () => 'p.created_at', type: 'timestamptz', direction: 'desc' },
  TITLE: { key: () => 'p.title collate "und-x-icu"', type: 'text', direction: 'asc' },
};

// Every parameter is mentioned, used or not: PostgreSQL must know the type of each.
const declared = [2, 3, 4, 5, 6].map((parameter) => `($${parameter}::text is null or true)`).join(' and ');

const conditions = ({ found, unwanted, categorySlug }: Selection): string =>
  [
    ofStatus,
    ...(found === undefined ? [] : [isFound(found)]),
    ...(unwanted === undefined ? [] : [isWanted]),
    ...(categorySlug === undefined ? [] : [inCategory]),
    declared,
  ].join(' and ');

const shapeOf = ({ found, unwanted, categorySlug }: Selection): string =>
  [
    found === undefined ? 'all' : `${found.way}${found.exact ? '_exact' : ''}`,
    unwanted === undefined ? '' : '_without',
    categorySlug === undefined ? '' : '_category',
  ].join('');

const valuesOf = ({ statuses, found, unwanted, categorySlug }: Selection): unknown[] => [
  statuses,
  found?.text,
  found?.sku,
  found?.skuBegins,
  unwanted,
  categorySlug,
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
    text: `select p.id, p.slug, p.title, p.description, p.status, p.created_at, ${query.order === 'RELEVANCE' ? key : '0'} as score
           from products p where ${conditions(query)} and ${position}
           order by ${key} ${way}, p.id ${way} limit $9::int`,
    values: [...valuesOf(query), query.from?.key, query.from?.id, query.limit],
  });
  return rows.map((row) => ({ ...(productOf(row) satisfies Product), score: row.score }));
}

export async function countProducts(db: Queryable, selection: Selection): Promise<number> {
  const rows = await db.query<{ count: number }>({
    name: `count_${shapeOf(selection)}`,
    text: `select count(*)::int as count from products p where ${conditions(selection)}`,
    values: valuesOf(selection),
  });
  return rows[0]?.count ?? 0;
}
