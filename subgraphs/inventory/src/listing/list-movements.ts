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
import { countMovements, listMovementPage, type Movement, type MovementFilter } from '#listing/movement-store';
import { checkList, checkText } from '#listing/rules/filter';

export interface MovementPage extends Connection<Movement> {
  totalCount: () => Promise<number>;
}

/** The ledger, newest first. The count is made only when it is asked for. */
export async function listMovements(db: Database, filter: MovementFilter, args: PageArguments): Promise<MovementPage> {
  checkText('locationId', filter.locationId);
  checkText('reference', filter.reference);
  checkList('skus', filter.skus);
  const page = readPage(args, 50);
  const rows = await listMovementPage(db, filter, { ...page, place: placeOf(page, 1, movementPlace) });
  const connection = connectionOf(
    rows,
    page,
    ({ id }) => encodeCursor([id]),
    (movement) => movement,
  );
  return { ...connection, totalCount: () => countMovements(db, filter) };
}

const movementPlace = ([id]: CursorKeys): string | undefined => (isUuid(id) ? id : undefined);
