import type { Queryable } from '@cartograph/kit/db';
import { productOf } from '#product-store';
import type { Product, ProductOrder, ProductStatus } from '#rules/product';
import type { Hit, Position } from '#rules/product-position';

/** Which products a list is about. */
export interface Selection {
  readonly statuses: readonly ProductStatus[];
  readonly words: string | undefined;
  /** The words again where a similar title will do; undefined where only an exact match will. */
  readonly similarTo: string | undefined;
  readonly categorySlug: string | undefined;
}

export interface PageQuery extends Selection {
  readonly order: ProductOrder;
  readonly after: Position | undefined;
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

// Parameters have fixed numbers, so that every shape of the query is one text and one prepared statement:
// $1 statuses, $2 words, $3 similar to, $4 category slug, $5 sort key and $6 id of the position, $7 limit.
const ofStatus = 'p.status = any($1::text[])';

// Each way to match by its own index, then the primary key. One `or` of the three was a sequential scan up to 10,000 products, since the
// planner takes `<%` for cheap: 47 ms against 8.
const matches = `p.id = any(array(
  select id from products where search @@ websearch_to_tsquery('english', $2::text)
  union select id from products where $3::text <% title
  union select product_id from product_variants where sku in ($2::text, upper($2::text))))`;

const inCategory = `exists (select from product_categories pc
  where pc.product_id = p.id and pc.category_id = (select c.id from categories c where c.slug = $4::text))`;

// Whole millionths: a float would not survive the way through a cursor in every language. A SKU given in full beats any words.
const score = `(1000000 * (ts_rank(p.search, websearch_to_tsquery('english', $2::text)) + coalesce(word_similarity($3::text, p.title), 0)
  + case when exists (select from product_variants v where v.product_id = p.id and v.sku in ($2::text, upper($2::text)))
    then 10 else 0 end))::int`;

const sorts: Record<ProductOrder, { key: string; type: string; direction: 'asc' | 'desc' }> = {
  RELEVANCE: { key: score, type: 'int', direction: 'desc' },
  NEWEST: { key: 'p.created_at', type: 'timestamptz', direction: 'desc' },
  TITLE: { key: 'p.title collate "und-x-icu"', type: 'text', direction: 'asc' },
};

// Every parameter is mentioned, used or not: PostgreSQL must know the type of each.
const declared = '($2::text is null or true) and ($3::text is null or true) and ($4::text is null or true)';

const conditions = ({ words, categorySlug }: Selection): string =>
  [ofStatus, ...(words === undefined ? [] : [matches]), ...(categorySlug === undefined ? [] : [inCategory]), declared].join(' and ');

const shapeOf = ({ words, categorySlug }: Selection): string =>
  `${words === undefined ? 'all' : 'search'}_${categorySlug === undefined ? 'anywhere' : 'category'}`;

/** A page in the order asked; RELEVANCE needs words. */
export async function findPage(db: Queryable, query: PageQuery): Promise<Hit[]> {
  const { key, type, direction } = sorts[query.order];
  const position = query.after
    ? `(${key}, p.id) ${direction === 'asc' ? '>' : '<'} ($5::${type}, $6::uuid)`
    : '($5::text is null or true) and ($6::uuid is null or true)';
  const rows = await db.query<HitRow>({
    name: `page_${query.order}_${shapeOf(query)}${query.after ? '_after' : ''}`,
    text: `select p.id, p.slug, p.title, p.description, p.status, p.created_at, ${query.order === 'RELEVANCE' ? score : '0'} as score
           from products p where ${conditions(query)} and ${position}
           order by ${key} ${direction}, p.id ${direction} limit $7::int`,
    values: [query.statuses, query.words, query.similarTo, query.categorySlug, query.after?.key, query.after?.id, query.limit],
  });
  return rows.map((row) => ({ ...(productOf(row) satisfies Product), score: row.score }));
}

export async function countProducts(db: Queryable, selection: Selection): Promise<number> {
  const rows = await db.query<{ count: number }>({
    name: `count_${shapeOf(selection)}`,
    text: `select count(*)::int as count from products p where ${conditions(selection)}`,
    values: [selection.statuses, selection.words, selection.similarTo, selection.categorySlug],
  });
  return rows[0]?.count ?? 0;
}
