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
import { countProducts, findPage, type PageQuery, type Selection } from '#listing-store';
import { type ProductFilter, readFilter } from '#read-filter';
import type { Product, ProductOrder } from '#rules/product';
import { cursorKeys, type Hit, type Position, positionOf, type SortedOrder } from '#rules/product-position';
import { maxSearchLength, minBegun, readSearch, type Search, searchWords } from '#rules/product-search';
import { type SearchWay, wayAfter } from '#rules/search-way';
import { respelled } from '#rules/spelling';
import type { Found } from '#search-store';
import { findAskedWords } from '#spelling-store';

export interface BrowseProductsCommand extends PageArguments {
  search?: string | null | undefined;
  filter?: ProductFilter | null | undefined;
  orderBy?: ProductOrder | null | undefined;
}

export interface ProductListing extends Connection<Product> {
  /** Over all pages; a statement of its own, so ask only when it is wanted. */
  count(): Promise<number>;
}

/** A page of products, one statement where the words find. Throws BAD_USER_INPUT for a bad page, a foreign cursor or a search that is too long. */
export async function browseProducts(db: Queryable, command: BrowseProductsCommand, seesAll: boolean): Promise<ProductListing> {
  const page = readPage(command, 20);
  const search = readGiven(command.search);
  const asked = command.orderBy ?? 'RELEVANCE';
  const order = asked === 'RELEVANCE' && search?.wanted === undefined ? unsearched(command) : asked;
  const from = placeOf(page, 3, (keys) => readPosition(order, keys));
  const query = {
    ...readFilter(command.filter ?? {}, seesAll),
    found: undefined,
    unwanted: search?.unwanted,
    order,
    backward: page.backward,
    from,
    limit: page.limit,
  };
  const { hits, selection, way } = await findInSomeWay(db, query, search);
  const connection = connectionOf(
    hits,
    page,
    (hit) => encodeCursor(cursorKeys(order, way, hit)),
    (hit): Product => hit,
  );
  return { ...connection, count: () => (selection ? countProducts(db, selection) : Promise.resolve(0)) };
}

interface SomeWay {
  hits: Hit[];
  /** What was counted on; undefined when no way found anything. */
  selection: Selection | undefined;
  way: SearchWay;
}

/** The first page tries one way after the other until one finds something; later pages go on in the way of their cursor. */
async function findInSomeWay(db: Queryable, query: PageQuery, search: Search | undefined): Promise<SomeWay> {
  let way: SearchWay | undefined = query.from?.way ?? 'words';
  if (search?.wanted === undefined) return { hits: await findPage(db, query), selection: query, way };
  for (; way; way = search.exact ? undefined : wayAfter(way)) {
    const found = await foundBy(db, way, search, search.wanted);
    const selection = found && { ...query, found };
    const hits = selection ? await findPage(db, selection) : [];
    if (hits.length > 0 || query.from) return { hits, selection, way };
  }
  return { hits: [], selection: undefined, way: 'words' };
}

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

function readPosition(order: SortedOrder, keys: CursorKeys): Position | undefined {
  const position = positionOf(order, keys);
  return position && isUuid(position.id) ? position : undefined;
}
