import { connectionOf, decodeCursor, encodeCursor, pageSize } from '@cartograph/kit/cursor';
import { badUserInput } from '@cartograph/kit/errors';
import { isUuid } from '@cartograph/kit/ids';
import type { Loaders } from '#loaders';
import type { EntryPlace } from '#points/ledger-store';
import type { LoyaltyEntry } from '#points/rules/loyalty';

export interface Page {
  first?: number | null | undefined;
  after?: string | null | undefined;
}

/** What happened to a customer's points, newest first; many customers' same pages come in one statement. */
export async function listLoyaltyEntries(pages: Loaders['entryPages'], customerId: string, { first, after }: Page) {
  const size = pageSize(first, 20);
  const place = placeOf(after);
  const rows = await pages.load({ customerId, limit: size + 1, place });
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
