import { type Connection, type CursorKeys, connectionOf, encodeCursor, placeOf, readPage } from '@cartograph/kit/cursor';
import type { Queryable } from '@cartograph/kit/db';
import { badUserInput } from '@cartograph/kit/errors';
import { isUuid } from '@cartograph/kit/ids';
import { countProducts, findPage, type Selection } from '#listing-store';
import { isSlug } from '#rules/keys';
import type { Product, ProductOrder, ProductStatus } from '#rules/product';
import { cursorKeys, type Position, positionOf } from '#rules/product-position';
import { isExact, maxSearchLength, searchWords } from '#rules/product-search';
import { listedStatuses } from '#rules/visibility';

export interface BrowseProductsCommand {
  search?: string | null | undefined;
  filter?: { categorySlug?: string | null | undefined; status?: readonly ProductStatus[] | null | undefined } | null | undefined;
  orderBy?: ProductOrder | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}

export interface ProductListing extends Connection<Product> {
  /** Over all pages; a statement of its own, so ask only when it is wanted. */
  count(): Promise<number>;
}

/** A page of products, one statement. Throws BAD_USER_INPUT for a bad page size, a foreign cursor or a search that is too long. */
export async function browseProducts(db: Queryable, command: BrowseProductsCommand, seesAll: boolean): Promise<ProductListing> {
  const page = readPage({ first: command.first, after: command.after }, 20);
  const selection = selectionOf(command, seesAll);
  const asked = command.orderBy ?? 'RELEVANCE';
  const order = asked === 'RELEVANCE' && selection.words === undefined ? 'NEWEST' : asked;
  const after = placeOf(page, 3, (keys) => readPosition(order, keys));
  const hits = await findPage(db, { ...selection, order, after, limit: page.limit });
  const connection = connectionOf(
    hits,
    page,
    (hit) => encodeCursor(cursorKeys(order, hit)),
    (hit): Product => hit,
  );
  return { ...connection, count: () => countProducts(db, selection) };
}

function selectionOf({ search, filter }: BrowseProductsCommand, seesAll: boolean): Selection {
  const words = searchWords(search);
  if (words !== undefined && words.length > maxSearchLength)
    throw badUserInput('search', `search must have at most ${maxSearchLength} characters.`);
  const slug = filter?.categorySlug ?? undefined;
  return {
    statuses: listedStatuses(seesAll, filter?.status ?? undefined),
    words,
    similarTo: words === undefined || isExact(words) ? undefined : words,
    // No category has the empty slug: what cannot be a slug finds nothing, like any unknown one.
    categorySlug: slug === undefined || isSlug(slug) ? slug : '',
  };
}

function readPosition(order: ProductOrder, keys: CursorKeys): Position | undefined {
  const position = positionOf(order, keys);
  return position && isUuid(position.id) ? position : undefined;
}
