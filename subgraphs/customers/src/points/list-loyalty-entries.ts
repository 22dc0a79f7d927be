import {
  type Connection,
  type CursorKeys,
  connectionOf,
  encodeCursor,
  type PageArguments,
  placeOf,
  readPage,
} from '@cartograph/kit/cursor';
import { isUuid } from '@cartograph/kit/ids';
import type { Loaders } from '#loaders';
import type { EntryPlace } from '#points/ledger-store';
import type { LoyaltyEntry } from '#points/rules/loyalty';

export interface LoyaltyEntryPage extends Connection<LoyaltyEntry> {
  /** On all pages; counted only when it is asked for. */
  totalCount: () => Promise<number>;
}

/** What happened to a customer's points, newest first; many customers' same pages come in one statement, and so do their counts. */
export async function listLoyaltyEntries(
  { entryPages, entryCounts }: Pick<Loaders, 'entryPages' | 'entryCounts'>,
  customerId: string,
  args: PageArguments,
): Promise<LoyaltyEntryPage> {
  const page = readPage(args, 20);
  const rows = await entryPages.load({ customerId, limit: page.limit, backward: page.backward, place: placeOf(page, 2, entryPlace) });
  const connection = connectionOf(
    rows,
    page,
    ({ micros, id }) => encodeCursor([micros, id]),
    (row): LoyaltyEntry => row,
  );
  return { ...connection, totalCount: () => entryCounts.load(customerId) };
}

const entryPlace = ([micros, id]: CursorKeys): EntryPlace | undefined =>
  typeof micros === 'string' && /^-?\d{1,17}$/.test(micros) && isUuid(id) ? { micros, id } : undefined;
