import { encodeCursor, placeOf } from '@cartograph/kit/cursor';
import type { Database } from '@cartograph/kit/db';
import { badUserInput } from '@cartograph/kit/errors';
import { type ExportedLevel, exportLevels } from '#batch/batch-store';

export interface StockPageCommand {
  /** Where the page begins; null: at the first level. */
  readonly after: string | null;
  /** Only levels where goods came or went since; null: all. */
  readonly changedAfter: Date | null;
  readonly first: number;
}

export interface StockPageOutcome {
  readonly after: string | null;
  readonly rows: ExportedLevel[];
  /** Where the next page begins; null: there is nothing more. */
  readonly next: string | null;
}

export const maxExported = 1_000;

/** A page of all levels, by SKU and location. */
export async function exportStock(db: Database, { after, changedAfter, first }: StockPageCommand): Promise<StockPageOutcome> {
  if (first < 1 || first > maxExported) throw badUserInput('first', `first must be from 1 to ${maxExported}.`);
  const place = placeOf({ size: first, limit: first, backward: false, cursor: after ?? undefined }, 2, ([sku, locationId]) =>
    typeof sku === 'string' && typeof locationId === 'string' ? ([sku, locationId] as const) : undefined,
  );
  const rows = await exportLevels(db, { place, changedAfter, first });
  const last = rows.at(-1);
  return { after, rows, next: last && rows.length === first ? encodeCursor([last.sku, last.locationId]) : null };
}
