import type { Queryable } from '@cartograph/kit/db';
import { countFacets, summaryOf } from '#browsing/facet-count-store';
import type { FacetCount } from '#browsing/rules/facet';
import { conditions, mentioned, priceNow, type Selection, shapeOf, theCollection, valuesOf } from '#browsing/selection-store';
import { type ProductRow, productColumns, productOf } from '#product-store';
import type { Hit, Position, SortedOrder } from '#rules/product-position';
import { scoreOf } from '#search-store';

export interface PageQuery extends Selection {
  readonly order: SortedOrder;
  /** Read from the end of the list towards its start. */
  readonly backward: boolean;
  /** Where reading starts, without the product that stands there. */
  readonly from: Position | undefined;
  readonly limit: number;
}

/** What is told of all pages together. */
export interface Wanted {
  readonly total: boolean;
  readonly facets: boolean;
  readonly priceRange: boolean;
}

interface Sort {
  key: (selection: Selection) => string;
  type: string;
  direction: 'asc' | 'desc';
  /** What is joined for it, with the id that decides between equals beside the key in one index. */
  joined?: { sql: string; id: string };
  /** The cursor holds the key as it is told by the statement. */
  told: boolean;
}

const standings = { sql: 'join product_standings st on st.product_id = p.id', id: 'st.product_id' };
const prices = { sql: `join product_prices pr on pr.product_id = p.id and ${priceNow}`, id: 'pr.product_id' };

const sorts: Record<SortedOrder, Sort> = {
  RELEVANCE: { key: ({ found }) => scoreOf(found), type: 'int', direction: 'desc', told: false },
  NEWEST: { key: () => 'p.created_at', type: 'timestamptz', direction: 'desc', told: false },
  COLLECTION: {
    key: () => `(select m.position from collection_products m where m.product_id = p.id and m.collection_id = ${theCollection})`,
    type: 'int',
    direction: 'asc',
    told: false,
  },
  TITLE: { key: () => 'p.title collate "und-x-icu"', type: 'text', direction: 'asc', told: false },
  // What has no price stands last, from whichever end prices are read.
  PRICE_ASC: { key: () => 'coalesce(pr.min_minor, 9223372036854775807)', type: 'bigint', direction: 'asc', joined: prices, told: true },
  PRICE_DESC: { key: () => 'coalesce(pr.min_minor, -1)', type: 'bigint', direction: 'desc', joined: prices, told: true },
  BEST_SELLING: { key: () => 'st.units_sold', type: 'bigint', direction: 'desc', joined: standings, told: true },
  RATING: { key: () => 'coalesce(st.rating, 0)', type: 'numeric', direction: 'desc', joined: standings, told: true },
};

export interface Summary {
  readonly total: number | undefined;
  readonly facets: readonly FacetCount[] | undefined;
  readonly priceRange: { readonly min: bigint; readonly max: bigint; readonly onSale: boolean } | undefined;
}

type HitRow = ProductRow & { score: number; sort_key: string | null };
type WideRow = (HitRow | { id: null }) & SummaryRow;
type SummaryRow = { total: number | null; facets: FacetCount[] | null; range: { min: string; max: string; onSale: boolean } | null };

/** Products in the order asked, or from its end, with what is wanted of all pages, in one statement. RELEVANCE needs something to look for. */
export async function findPage(db: Queryable, query: PageQuery, wanted: Wanted): Promise<{ hits: Hit[]; summary: Summary }> {
  const { key: keyOf, type, direction, joined, told } = sorts[query.order];
  const key = keyOf(query);
  const id = joined?.id ?? 'p.id';
  const ascending = (direction === 'asc') !== query.backward;
  const position = query.from
    ? `(${key}, ${id}) ${ascending ? '>' : '<'} ($7::${type}, $8::uuid)`
    : '($7::text is null or true) and ($8::uuid is null or true)';
  const way = ascending ? 'asc' : 'desc';
  const page = `select ${productColumns('p')}, ${query.order === 'RELEVANCE' || query.order === 'COLLECTION' ? key : '0'} as score,
             ${told ? `(${key})::text` : 'null::text'} as sort_key
           from products p ${joined?.sql ?? ''} where ${conditions(query)} and ${mentioned} and ${position}
           order by ${key} ${way}, ${id} ${way} limit $9::int`;
  const values = valuesOf(query, [query.from?.key, query.from?.id, query.limit]);
  if (!wanted.total && !wanted.facets && !wanted.priceRange) {
    const rows = await db.query<HitRow>({
      name: `page_${query.order}_${way}_${shapeOf(query)}${query.from ? '_from' : ''}`,
      text: page,
      values,
    });
    return { hits: rows.map(hitOf), summary: noSummary };
  }
  // Not prepared: there are more shapes of it than a connection should remember, and it is planned for what it asks anyway.
  const rows = await db.query<WideRow>({
    text: `with ${summaryOf(query, wanted.facets)}, page as (${page})
           select page.*, ${wanted.total ? '(select total from hits_total)' : 'null::int'} as total,
             ${wanted.facets ? countFacets(query) : 'null::json'} as facets,
             ${wanted.priceRange ? '(select range from hits_range)' : 'null::json'} as range
           from (select 1) as one left join page on true`,
    values,
  });
  const [first] = rows;
  const range = first?.range;
  const summary = {
    total: first?.total ?? undefined,
    facets: first?.facets ?? undefined,
    priceRange: range ? { min: BigInt(range.min), max: BigInt(range.max), onSale: range.onSale } : undefined,
  };
  return { hits: rows.flatMap((row) => (isHit(row) ? [hitOf(row)] : [])), summary };
}

export const noSummary: Summary = { total: undefined, facets: undefined, priceRange: undefined };

/** One row without a product, where the page is empty. */
const isHit = (row: WideRow): row is HitRow & SummaryRow => row.id !== null;

const hitOf = (row: HitRow): Hit => ({ ...productOf(row), score: row.score, sortKey: row.sort_key ?? undefined });
