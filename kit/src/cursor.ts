import { badUserInput } from './errors.ts';
import { isStorableText } from './problems.ts';

/** Opaque page cursors: base64url of a JSON list of sort keys. Clients must not look inside. */
export const encodeCursor = (keys: readonly (string | number)[]): string => Buffer.from(JSON.stringify(keys)).toString('base64url');

/** The sort keys of a cursor of ours with `length` keys; anything else is BAD_USER_INPUT on `after`. */
export function decodeCursor(cursor: string, length: number): (string | number)[] {
  try {
    const keys: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(keys) && keys.length === length && keys.every(isKey)) return keys;
  } catch {
    // falls through to the refusal: a cursor that is no JSON is as wrong as one with other keys
  }
  throw badUserInput('after', 'after must be a cursor of this connection, as given in pageInfo.endCursor or edges.cursor.');
}

const isKey = (key: unknown): key is string | number => (typeof key === 'string' ? isStorableText(key) : typeof key === 'number');

export const maxPageSize = 100;

/** A page size from 1 to `maxPageSize`, else BAD_USER_INPUT on `first`. */
export function pageSize(first: number | null | undefined, fallback: number): number {
  const size = first ?? fallback;
  if (size < 1 || size > maxPageSize) throw badUserInput('first', `first must be from 1 to ${maxPageSize}.`);
  return size;
}

/** A Relay connection from `size + 1` rows (the extra one only tells that there is a next page). */
export function connectionOf<Row, Node>(
  rows: readonly Row[],
  size: number,
  hasPreviousPage: boolean,
  cursorOf: (row: Row) => string,
  nodeOf: (row: Row) => Node,
): {
  edges: { cursor: string; node: Node }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
} {
  const edges = rows.slice(0, size).map((row) => ({ cursor: cursorOf(row), node: nodeOf(row) }));
  return {
    edges,
    pageInfo: {
      hasNextPage: rows.length > size,
      hasPreviousPage,
      startCursor: edges.at(0)?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
