import { badUserInput } from './errors.ts';
import { isStorableText } from './problems.ts';

/** Opaque page cursors: base64url of a JSON list of sort keys. Clients must not look inside. */
export const encodeCursor = (keys: readonly (string | number)[]): string => Buffer.from(JSON.stringify(keys)).toString('base64url');

export type CursorKeys = (string | number)[];

function decodeCursor(cursor: string, length: number): CursorKeys | undefined {
  try {
    const keys: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(keys) && keys.length === length && keys.every(isKey) ? keys : undefined;
  } catch {
    return undefined; // what is no JSON is as wrong as what has other keys
  }
}

const isKey = (key: unknown): key is string | number => (typeof key === 'string' ? isStorableText(key) : typeof key === 'number');

export const maxPageSize = 100;

/** The paging arguments of a connection, as they come. */
export interface PageArguments {
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}

/** Which part of a list is asked for. */
export interface Page {
  /** Rows on the page. */
  readonly size: number;
  /** Rows to read: one more than the page has, which only tells that the list goes on there. */
  readonly limit: number;
  /** From the end of the list (or from `before`) towards its start: rows are read in the opposite order. */
  readonly backward: boolean;
  /** The row that the page follows in the direction of reading; from the list's end without it. */
  readonly cursor: string | undefined;
}

/**
 * `first` and `after` page forwards. `last`, alone or with `before`, pages backwards, and then `first` does not count, since it has a
 * default that a client may not know of. A cursor of the other direction is BAD_USER_INPUT, like a size beyond 1 to `maxPageSize`.
 */
export function readPage({ first, after, last, before }: PageArguments, usual: number): Page {
  const backward = last != null;
  if (backward && after != null) throw badUserInput('after', 'after goes with first; with last give before.');
  if (!backward && before != null) throw badUserInput('before', 'before goes with last; with first give after.');
  const [name, size] = backward ? (['last', last] as const) : (['first', first ?? usual] as const);
  if (size < 1 || size > maxPageSize) throw badUserInput(name, `${name} must be from 1 to ${maxPageSize}.`);
  return { size, limit: size + 1, backward, cursor: (backward ? before : after) ?? undefined };
}

/** Where a page begins, as `read` makes it of the cursor's `length` sort keys; what it cannot read is BAD_USER_INPUT. */
export function placeOf<Place>(
  { cursor, backward }: Page,
  length: number,
  read: (keys: CursorKeys) => Place | undefined,
): Place | undefined {
  if (cursor === undefined) return undefined;
  const keys = decodeCursor(cursor, length);
  const place = keys && read(keys);
  if (place !== undefined) return place;
  const [name, given] = backward ? ['before', 'pageInfo.startCursor'] : ['after', 'pageInfo.endCursor'];
  throw badUserInput(name, `${name} must be a cursor of this list in this order, as given in ${given} or edges.cursor.`);
}

export interface Connection<Node> {
  edges: { cursor: string; node: Node }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
}

/**
 * A Relay connection from the at most `page.limit` rows that were read in the direction of the page. Its edges stand in the order of the
 * list whichever way it was read. In the direction of reading the extra row tells whether there is more. On the other side there is more
 * when a cursor was given: the row that it names stands there (Relay allows what is cheap to know; a row that has left the list since,
 * such as a SKU that is no longer scarce, is still counted).
 */
export function connectionOf<Row, Node>(
  rows: readonly Row[],
  page: Page,
  cursorOf: (row: Row) => string,
  nodeOf: (row: Row) => Node,
): Connection<Node> {
  const read = rows.slice(0, page.size).map((row) => ({ cursor: cursorOf(row), node: nodeOf(row) }));
  const edges = page.backward ? read.reverse() : read;
  const ahead = rows.length > page.size;
  const behind = page.cursor !== undefined;
  return {
    edges,
    pageInfo: {
      hasNextPage: page.backward ? behind : ahead,
      hasPreviousPage: page.backward ? ahead : behind,
      startCursor: edges.at(0)?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
