import { connectionOf, decodeCursor, encodeCursor, pageSize } from '@cartograph/kit/cursor';
import type { Database } from '@cartograph/kit/db';
import { badUserInput } from '@cartograph/kit/errors';
import type { LowStock } from '#rules/stock';
import { countLowStockSkus, listLowStockAfter } from '#stock-store';

export interface Page {
  first?: number | null | undefined;
  after?: string | null | undefined;
}

export interface LowStockPage extends ReturnType<typeof connectionOf<LowStock, { sku: string }>> {
  totalCount: () => Promise<number>;
}

/** SKUs at or below their threshold, the scarcest first. The count is made only when it is asked for. */
export async function listLowStock(db: Database, { first, after }: Page): Promise<LowStockPage> {
  const size = pageSize(first, 50);
  const place = placeOf(after);
  const rows = await listLowStockAfter(db, place, size + 1);
  const page = connectionOf(
    rows,
    size,
    place !== undefined,
    ({ available, sku }) => encodeCursor([available, sku]),
    ({ sku }) => ({ sku }),
  );
  return { ...page, totalCount: () => countLowStockSkus(db) };
}

function placeOf(after: string | null | undefined): { available: number; sku: string } | undefined {
  if (after == null) return undefined;
  const [available, sku] = decodeCursor(after, 2);
  if (typeof available === 'number' && Number.isSafeInteger(available) && typeof sku === 'string' && !sku.includes('\0'))
    return { available, sku };
  throw badUserInput('after', 'after must be a cursor of this connection, as given in pageInfo.endCursor or edges.cursor.');
}
