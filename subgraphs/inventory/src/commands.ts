import type { Database } from '@cartograph/kit/db';
import { commitStock, type PlacementCommand, type PlacementOutcome } from '#commit-stock';
import { type ImportStockCommand, type ImportStockOutcome, importStock } from '#import-stock';
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
  /** In process only. */
  shipStock(commands: readonly ShipStockCommand[]): Promise<PlacementOutcome[]>;
  /** In process only. */
  importStock(command: ImportStockCommand): Promise<ImportStockOutcome>;
}

export const commands = (db: Database): Commands => ({
  reserveStock: (list) => reserveStock(db, list),
  commitStock: (list) => commitStock(db, list),
  releaseStock: (list) => releaseStock(db, list),
  returnStock: (list) => returnStock(db, list),
  shipStock: (list) => shipStock(db, list),
  importStock: (command) => importStock(db, command),
});
