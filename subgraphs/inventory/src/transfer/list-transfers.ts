import {
  type Connection,
  type CursorKeys,
  connectionOf,
  encodeCursor,
  type PageArguments,
  placeOf,
  readPage,
} from '@cartograph/kit/cursor';
import type { Database } from '@cartograph/kit/db';
import { isUuid } from '@cartograph/kit/ids';
import { checkText } from '#listing/rules/filter';
import type { Transfer } from '#rules/transfer';
import { countTransfers, listTransferPage, type TransferFilter } from '#transfer/transfer-store';

export interface TransferPage extends Connection<Transfer> {
  totalCount: () => Promise<number>;
}

/** Transfers, the latest first. The count is made only when it is asked for. */
export async function listTransfers(db: Database, filter: TransferFilter, args: PageArguments): Promise<TransferPage> {
  checkText('locationId', filter.locationId);
  const page = readPage(args, 20);
  const rows = await listTransferPage(db, filter, { ...page, place: placeOf(page, 1, transferPlace) });
  const connection = connectionOf(
    rows,
    page,
    ({ id }) => encodeCursor([id]),
    (transfer) => transfer,
  );
  return { ...connection, totalCount: () => countTransfers(db, filter) };
}

const transferPlace = ([id]: CursorKeys): string | undefined => (isUuid(id) ? id : undefined);
