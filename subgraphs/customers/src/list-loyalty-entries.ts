import { connectionOf, decodeCursor, encodeCursor, pageSize } from '@cartograph/kit/cursor';
import type { Database } from '@cartograph/kit/db';
import { badUserInput } from '@cartograph/kit/errors';
import { isUuid } from '@cartograph/kit/ids';
import { type EntryPlace, listEntriesAfter } from '#ledger-store';
import type { LoyaltyEntry } from '#loyalty';

export interface Page {
  first?: number | null | undefined;
  after?: string | null | undefined;
}

/** What happened to a customer's points, newest first. */
export async function listLoyaltyEntries(db: Database, customerId: string, { first, after }: Page) {
  const size = pageSize(first, 20);
  const place = placeOf(after);
  const rows = await listEntriesAfter(db, customerId, place, size + 1);
  return connectionOf(
    rows,
    size,
    place !== undefined,
    ({ micros, id }) => encodeCursor([micros, id]),
    (row): LoyaltyEntry => row,
  );
}

function placeOf(after: string | null | undefined): EntryPlace | undefined {
  if (after == null) return undefined;
  const [micros, id] = decodeCursor(after, 2);
  if (typeof micros === 'string' && /^-?\d{1,17}$/.test(micros) && isUuid(id)) return { micros, id };
  throw badUserInput('after', 'after must be a cursor of this connection, as given in pageInfo.endCursor or edges.cursor.');
}
