import { conditions, priceNow, type Selection, variantFits, type Without } from '#browsing/selection-store';

/** Values of a facet, those that are most frequent; who chose one is told of it in any case. */
const maxValues = 100;

const matching = (selection: Selection, without?: Without): string => `select p.id, pf.facets, st.in_stock, st.rating
  from products p join product_facets pf on pf.product_id = p.id join product_standings st on st.product_id = p.id
  where ${conditions(selection, without)}`;

/** CTEs of all that is found: the products, how many, what they cost. Those that nobody selects from are not run. */
export const summaryOf = (selection: Selection, facets: boolean): string => `
  hits as ${facets ? 'materialized' : 'not materialized'} (${matching(selection)}),
  hits_total as (select count(*)::int as total from hits),
  hits_range as (
    select case when min(pr.min_minor) is null then null
      else json_build_object('min', min(pr.min_minor)::text, 'max', max(pr.max_minor)::text, 'onSale', bool_or(pr.on_sale)) end as range
    from hits h join product_prices pr on pr.product_id = h.id and ${priceNow})`;

interface Own extends Without {
  /** SQL: whether the word `w` is of the facet that this filter chooses from. */
  readonly facet: string;
}

/** The filters that are given, each with the facet that is counted without it. */
const ownOf = (selection: Selection): Own[] => [
  ...(selection.categorySlug === undefined ? [] : [{ of: 'categorySlug', facet: `w.kind = 'CATEGORY'` } as const]),
  ...(selection.productType === undefined ? [] : [{ of: 'productType', facet: `w.kind = 'PRODUCT_TYPE'` } as const]),
  ...(selection.tags === undefined ? [] : [{ of: 'tags', facet: `w.kind = 'TAG'` } as const]),
  ...(selection.options ?? []).map(
    (_, at) => ({ of: 'options', at, facet: `w.kind = 'OPTION' and w.name = $14::jsonb -> ${at} ->> 'name'` }) as const,
  ),
  ...(selection.attributes ?? []).map(
    (_, at) => ({ of: 'attributes', at, facet: `w.kind = 'ATTRIBUTE' and w.name = $15::jsonb -> ${at} ->> 'name'` }) as const,
  ),
];

/** SQL of a JSON list of `FacetRow`s: each facet of all that is found, or would be without its own filter. */
export function countFacets(selection: Selection): string {
  const own = ownOf(selection);
  const rest = ['true', ...own.map(({ facet }) => `not (${facet})`), ...(selection.options === undefined ? [] : [`w.kind <> 'OPTION'`])];
  const parts = [
    words('hits', rest.join(' and ')),
    ...own.filter(({ of }) => of !== 'options').map((one) => words(`(${matching(selection, one)})`, one.facet)),
    ...optionsOf(selection, own),
    stock(selection.inStock === undefined ? 'hits' : `(${matching(selection, { of: 'inStock' })})`),
    ratings(selection.minRating === undefined ? 'hits' : `(${matching(selection, { of: 'minRating' })})`),
  ];
  return `(select coalesce(json_agg(json_build_object('kind', kind, 'name', name, 'nameLabel', name_label, 'value', value, 'label', label, 'count', count)), '[]')
    from (select *, row_number() over (partition by kind, name order by count desc, value) as place from (${parts.join('\n union all ')}) c) c
    where place <= ${maxValues} or ${selected})`;
}

/** The value is chosen already. */
const selected = `(kind = 'TAG' and value = any($13::text[])) or (kind = 'PRODUCT_TYPE' and value = $12::text) or (kind = 'CATEGORY' and value = $6::text)
  or (kind = 'OPTION' and exists (select from jsonb_array_elements($14::jsonb) o where o ->> 'name' = c.name and o -> 'values' ? c.value))
  or (kind = 'ATTRIBUTE' and exists (select from jsonb_array_elements($15::jsonb) o where o ->> 'name' = c.name and o -> 'values' ? c.value))`;

const words = (hits: string, facet: string): string => `
  select w.kind, w.name, w.name_label, w.value, w.label, n.count
  from (select word, count(*)::int as count from ${hits} h cross join unnest(h.facets) word group by word) n
  join facet_words w on w.id = n.word where ${facet}`;

/** Where options are chosen, one variant has all of them: then a product counts for what such a variant has, and not for its others. */
function optionsOf(selection: Selection, own: readonly Own[]): string[] {
  if (selection.options === undefined) return [];
  const chosen = own.filter(({ of }) => of === 'options');
  const count = (hits: string, but: number | undefined, facet: string): string => `
    select w.kind, w.name, w.name_label, w.value, w.label, count(distinct v.product_id)::int as count
    from ${hits} h join product_variants v on v.product_id = h.id and v.removed_at is null and ${variantFits(but)}
    cross join jsonb_each_text(v.options) o join facet_words w on w.id = facet_id('OPTION', o.key, o.value)
    where ${facet} group by w.id`;
  return [
    count('hits', undefined, [`true`, ...chosen.map(({ facet }) => `not (${facet})`)].join(' and ')),
    ...chosen.map((one) => count(`(${matching(selection, one)})`, one.at, one.facet)),
  ];
}

const stock = (hits: string): string => `
  select 'IN_STOCK', 'inStock', 'Availability', in_stock::text, case when in_stock then 'In stock' else 'Sold out' end, count(*)::int
  from ${hits} h group by in_stock`;

const ratings = (hits: string): string => `
  select 'RATING', 'minRating', 'Rating', stars::text, stars || ' and up', count(*)::int
  from ${hits} h cross join generate_series(1, 4) stars where h.rating >= stars group by stars`;
