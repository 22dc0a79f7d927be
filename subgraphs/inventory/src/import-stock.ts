import type { Database } from '@cartograph/kit/db';
import { writeEvents } from '@cartograph/kit/outbox';
import { stockChangedEvents } from '#events';
import { type ImportedLevel, type ImportedLocation, type ImportedTerms, insertLevels, insertTerms, upsertLocations } from '#import-store';
import { loadStock } from '#stock-store';
import { touch } from '#telling/touched';

export interface ImportStockCommand {
  locations: readonly ImportedLocation[];
  levels: readonly ImportedLevel[];
  /** On which terms some of them are sold. */
  terms?: readonly ImportedTerms[] | undefined;
  /** When the goods came; now, when not given. */
  at?: Date | undefined;
}

export interface ImportStockOutcome {
  /** Levels that were not there before. */
  imported: number;
}

const chunkSize = 5_000;

/**
 * Opens stock in bulk, each level with a RECEIPT movement. Levels that exist are left alone, so an import can be repeated: what
 * is on hand has its own history from then on. Locations take their new name and priority.
 */
export async function importStock(db: Database, { locations, levels, terms = [], at }: ImportStockCommand): Promise<ImportStockOutcome> {
  const touched: string[] = [];
  const outcome = await db.transaction(async (tx) => {
    if (locations.length > 0) await upsertLocations(tx, locations);
    let imported = 0;
    for (let start = 0; start < levels.length; start += chunkSize) {
      const opened = await insertLevels(tx, levels.slice(start, start + chunkSize), at);
      imported += opened.length;
      const skus = [...new Set(opened)];
      touched.push(...skus);
      if (skus.length > 0) await writeEvents(tx, stockChangedEvents('IMPORT', 'import', await loadStock(tx, skus)));
    }
    if (terms.length > 0) await insertTerms(tx, terms);
    return { imported };
  });
  touch(db, touched);
  return outcome;
}
