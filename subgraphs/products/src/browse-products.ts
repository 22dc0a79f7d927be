import {
  type Connection,
  type CursorKeys,
  connectionOf,
  encodeCursor,
  type PageArguments,
  placeOf,
  readPage,
} from '@cartograph/kit/cursor';
import type { Queryable } from '@cartograph/kit/db';
import { badUserInput } from '@cartograph/kit/errors';
import { isUuid } from '@cartograph/kit/ids';
import { type CurrencyCode, money } from '@cartograph/kit/money';
import { closestSpelling } from '#browsing/rules/did-you-mean';
import { type Facet, facetsOf } from '#browsing/rules/facet';
import type { PriceRange } from '#browsing/rules/price-range';
import { findPage, noSummary, type PageQuery, type Summary, type Wanted } from '#listing-store';
import { type ProductFilter, readFilter } from '#read-filter';
import type { Product, ProductOrder } from '#rules/product';
import { cursorKeys, type Hit, type Position, positionOf, type SortedOrder } from '#rules/product-position';
import { maxSearchLength, minBegun, readSearch, type Search, searchWords } from '#rules/product-search';
import { type SearchWay, wayAfter } from '#rules/search-way';
import { respelled } from '#rules/spelling';
import { canonicalLocale, noLocale } from '#rules/translation';
import type { Found } from '#search-store';
import { findAskedWords } from '#spelling-store';

export interface BrowseProductsCommand extends PageArguments {
  search?: string | null | undefined;
  filter?: ProductFilter | null | undefined;
  orderBy?: ProductOrder | null | undefined;
  currencyCode?: CurrencyCode | null | undefined;
  locale?: string | null | undefined;
}

export interface ProductListing extends Connection<Product> {
  /** Over all pages; undefined where it was not wanted. */
  readonly total: number | undefined;
  readonly facets: readonly Facet[] | undefined;
  readonly priceRange: PriceRange | null;
  /** The search as it is written in the shop, where it found nothing as it stands. */
  readonly didYouMean: string | undefined;
}

/**
 * A page of products with all that is wanted of the others, one statement where the words find. Throws BAD_USER_INPUT for a bad page, a foreign
 * cursor, a bad filter or a search that is too long.
 */
export async function browseProducts(
  db: Queryable,
  command: BrowseProductsCommand,
  seesAll: boolean,
  wanted: Wanted = { total: false, facets: false, priceRange: false },
): Promise<ProductListing> {
  if (command.locale != null && canonicalLocale(command.locale) === undefined) throw badUserInput('locale', noLocale);
  const currency = command.currencyCode ?? 'USD';
  const page = readPage(command, 20);
  const search = readGiven(command.search);
  const asked = command.orderBy ?? 'RELEVANCE';
  const order = asked === 'RELEVANCE' && search?.wanted === undefined ? unsearched(command) : asked;
  const from = placeOf(page, 3, (keys) => readPosition(order, currency, keys));
  const query = {
    ...readFilter(command.filter ?? {}, currency, seesAll),
    found: undefined,
    unwanted: search?.unwanted,
    order,
    backward: page.backward,
    from,
    limit: page.limit,
  };
  const { hits, summary, way } = await findInSomeWay(db, query, search, wanted);
  const connection = connectionOf(
    hits,
    page,
    (hit) => encodeCursor(cursorKeys(order, currency, way, hit)),
    (hit): Product => hit,
  );
  const { total, facets, priceRange } = summary;
  const inCurrency = (minor: bigint) => money(minor, currency);
  return {
    ...connection,
    total,
    facets: facets && facetsOf(facets, query),
    priceRange: priceRange ? { min: inCurrency(priceRange.min), max: inCurrency(priceRange.max), onSale: priceRange.onSale } : null,
    didYouMean:
      way === 'respelled'
        ? closestSpelling(
            command.search ?? '',
            hits.map(({ title }) => title),
          )
        : undefined,
  };
}

interface SomeWay {
  hits: Hit[];
  summary: Summary;
  way: SearchWay;
}

/** The first page tries one way after the other until one finds something; later pages go on in the way of their cursor. */
async function findInSomeWay(db: Queryable, query: PageQuery, search: Search | undefined, wanted: Wanted): Promise<SomeWay> {
  let way: SearchWay | undefined = query.from?.way ?? 'words';
  if (search?.wanted === undefined) return { ...(await findPage(db, query, wanted)), way };
  for (; way; way = search.exact ? undefined : wayAfter(way)) {
    const found = await foundBy(db, way, search, search.wanted);
    const { hits, summary } = found ? await findPage(db, { ...query, found }, wanted) : nothing;
    // A page that is empty by itself, such as the one before the first, is not a search that found nothing.
    if (hits.length > 0 || query.from) return { hits, summary, way };
  }
  return { ...nothing, way: 'words' };
}

const nothing = { hits: [], summary: { ...noSummary, total: 0, facets: [] } satisfies Summary };

async function foundBy(db: Queryable, way: SearchWay, { exact, sku, skuBegun }: Search, wanted: string): Promise<Found | undefined> {
  const begins = sku === undefined || sku.length < minBegun ? undefined : `${sku}%`;
  switch (way) {
    case 'words':
      return { way, text: wanted, exact: wanted.includes('"'), sku, skuBegins: skuBegun ? begins : undefined };
    case 'begun':
      return wanted.length < minBegun ? undefined : { way, text: wanted, exact, sku: undefined, skuBegins: begins };
    case 'respelled': {
      const text = respelled(await findAskedWords(db, wanted));
      return text === undefined ? undefined : { way, text, exact, sku: undefined, skuBegins: undefined };
    }
  }
}

function readGiven(given: string | null | undefined): Search | undefined {
  const words = searchWords(given);
  if (words !== undefined && words.length > maxSearchLength)
    throw badUserInput('search', `search must have at most ${maxSearchLength} characters.`);
  return words === undefined ? undefined : readSearch(words);
}

/** A collection has an order of its own. */
const unsearched = ({ filter }: BrowseProductsCommand): SortedOrder => (filter?.collectionSlug == null ? 'NEWEST' : 'COLLECTION');

function readPosition(order: SortedOrder, currency: CurrencyCode, keys: CursorKeys): Position | undefined {
  const position = positionOf(order, currency, keys);
  return position && isUuid(position.id) ? position : undefined;
}
