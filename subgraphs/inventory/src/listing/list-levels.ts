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
import { countLevels, type LevelFilter, type LevelPlace, listLevelPage, type ShownLevel } from '#listing/level-store';
import { checkList, checkText } from '#listing/rules/filter';

export interface LevelPage extends Connection<ShownLevel> {
  totalCount: () => Promise<number>;
}

/** Levels by SKU and location. The count is made only when it is asked for. */
export async function listLevels(db: Database, filter: LevelFilter, args: PageArguments): Promise<LevelPage> {
  checkText('locationId', filter.locationId);
  checkList('skus', filter.skus);
  const page = readPage(args, 50);
  const rows = await listLevelPage(db, filter, { ...page, place: placeOf(page, 2, levelPlace) });
  const connection = connectionOf(
    rows,
    page,
    ({ sku, location }) => encodeCursor([sku, location.id]),
    (level) => level,
  );
  return { ...connection, totalCount: () => countLevels(db, filter) };
}

const levelPlace = ([sku, locationId]: CursorKeys): LevelPlace | undefined =>
  typeof sku === 'string' && typeof locationId === 'string' ? { sku, locationId } : undefined;
