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
import { countLowStockSkus, type LowStockPlace, listLowStockPage } from '#stock-store';

export interface LowStockPage extends Connection<{ sku: string }> {
  totalCount: () => Promise<number>;
}

/** SKUs at or below their threshold, the scarcest first. The count is made only when it is asked for. */
export async function listLowStock(db: Database, args: PageArguments): Promise<LowStockPage> {
  const page = readPage(args, 50);
  const rows = await listLowStockPage(db, { ...page, place: placeOf(page, 2, lowStockPlace) });
  const connection = connectionOf(
    rows,
    page,
    ({ available, sku }) => encodeCursor([available, sku]),
    ({ sku }) => ({ sku }),
  );
  return { ...connection, totalCount: () => countLowStockSkus(db) };
}

const lowStockPlace = ([available, sku]: CursorKeys): LowStockPlace | undefined =>
  typeof available === 'number' && Number.isSafeInteger(available) && typeof sku === 'string' ? { available, sku } : undefined;
