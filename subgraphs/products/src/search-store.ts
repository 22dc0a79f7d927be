import type { SearchWay } from '#rules/search-way';

/** What is looked for in one way. */
export interface Found {
  readonly way: SearchWay;
  /** Words as they were given; for `respelled` a tsquery. */
  readonly text: string;
  /** Without stems: the search has a phrase. */
  readonly exact: boolean;
  readonly sku: string | undefined;
  /** A pattern of `like`, of letters and digits alone. */
  readonly skuBegins: string | undefined;
}

const asked = (text: string): string => `(select ${text})`;

/** What each way looks for, computed once a statement. */
const queryOf = ({ way, exact }: Found): string => {
  switch (way) {
    case 'words':
      return asked(exact ? `websearch_to_tsquery('simple', search_fold($2::text))` : 'search_query($2::text)');
    case 'begun':
      return asked('search_begun($2::text)');
    case 'respelled':
      return asked('$2::tsquery');
  }
};

// Each way to match by its own index, then the primary key: one `or` over two tables has no index.
export const isFound = (found: Found): string => `p.id = any(array(
  select id from products where search @@ ${queryOf(found)}
  union select product_id from product_variants where sku_key = $3::text and removed_at is null
  union select product_id from product_variants where sku_key like $4::text and removed_at is null))`;

const hasSku = (condition: string): string => `exists (select from product_variants v where v.product_id = p.id and v.${condition})`;

/**
 * Whole millionths: a float would not survive the way through a cursor in every language. A SKU beats any words, one in full beats one that
 * is begun. A word as it was written fits the query in more languages than one of its other forms, and so ranks before it.
 */
export function scoreOf(found: Found | undefined): string {
  if (found === undefined) return '0';
  const sku = `case when $3::text is null and $4::text is null then 0
    when ${hasSku('sku_key = $3::text')} then 10 when ${hasSku('sku_key like $4::text')} then 5 else 0 end`;
  return `(1000000 * (ts_rank(p.search, ${queryOf(found)}) + ${sku}))::int`;
}
