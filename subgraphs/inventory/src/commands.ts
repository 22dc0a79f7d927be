import type { Database } from '@cartograph/kit/db';
import { exportStock, type StockPageCommand, type StockPageOutcome } from '#batch/export-stock';
import { type CountsBatch, type CountsOutcome, importCounts } from '#batch/import-counts';
import { commitStock, type PlacementCommand, type PlacementOutcome } from '#commit-stock';
import { type ImportStockCommand, type ImportStockOutcome, importStock } from '#import-stock';
import { type AvailabilityOutcome, readAvailability } from '#read-availability';
import { releaseStock } from '#release-stock';
import { type ReserveStockCommand, type ReserveStockOutcome, reserveStock } from '#reserve-stock';
import { returnStock } from '#return-stock';
import { type ShipStockCommand, shipStock } from '#ship-stock';

/** What other rooms may ask of inventory: lists in, lists out in the same order, once an effect a placement. */
export interface Commands {
  reserveStock(commands: readonly ReserveStockCommand[]): Promise<ReserveStockOutcome[]>;
  commitStock(commands: readonly PlacementCommand[]): Promise<PlacementOutcome[]>;
  releaseStock(commands: readonly PlacementCommand[]): Promise<PlacementOutcome[]>;
  returnStock(commands: readonly PlacementCommand[]): Promise<PlacementOutcome[]>;
  readAvailability(skus: readonly string[]): Promise<AvailabilityOutcome[]>;
  /** Rows of a file: what lies where by count. */
  importCounts(batches: readonly CountsBatch[]): Promise<CountsOutcome[]>;
  /** Pages of all levels. */
  exportStock(pages: readonly StockPageCommand[]): Promise<StockPageOutcome[]>;
  /** In process only. */
  shipStock(commands: readonly ShipStockCommand[]): Promise<PlacementOutcome[]>;
  /** In process only. */
  importStock(command: ImportStockCommand): Promise<ImportStockOutcome>;
}

/** `coordinated` is for what a placement asks, `db` for the rest. */
export const commands = (db: Database, coordinated = db): Commands => ({
  reserveStock: (list) => reserveStock(coordinated, list),
  commitStock: (list) => commitStock(coordinated, list),
  releaseStock: (list) => releaseStock(coordinated, list),
  returnStock: (list) => returnStock(coordinated, list),
  readAvailability: (skus) => readAvailability(db, skus),
  importCounts: async (batches) => {
    const outcomes: CountsOutcome[] = [];
    for (const batch of batches) outcomes.push(await importCounts(db, batch));
    return outcomes;
  },
  exportStock: (pages) => Promise.all(pages.map((page) => exportStock(db, page))),
  shipStock: (list) => shipStock(db, list),
  importStock: (command) => importStock(db, command),
});
