import type { RemoteCall } from '@cartograph/kit/remote';
import type { Line } from '#placing/request';
import { listVerb, readDocuments } from '#remotes/documents';

export type StockState = 'HELD' | 'REFUSED' | 'COMMITTED' | 'RELEASED' | 'RETURNED' | 'SHIPPED';

export interface ReserveStockOutcome {
  placementId: string;
  state: StockState;
  shortages: { sku: string; requested: number; available: number }[];
}

export interface StockOutcome {
  placementId: string;
  state: StockState;
}

/** What orders asks of inventory: Try, Confirm, Cancel, and the return of a cancelled order. Lists in, lists out, same order. */
export interface InventoryRemote {
  reserveStock: (commands: { placementId: string; lines: Line[] }[]) => Promise<ReserveStockOutcome[]>;
  commitStock: (commands: { placementId: string }[]) => Promise<StockOutcome[]>;
  releaseStock: (commands: { placementId: string }[]) => Promise<StockOutcome[]>;
  returnStock: (commands: { placementId: string }[]) => Promise<StockOutcome[]>;
}

/** Inventory over HTTP. */
export function inventoryOverHttp(call: RemoteCall): InventoryRemote {
  const documents = readDocuments('inventory.graphql');
  return {
    reserveStock: listVerb(call, documents, 'OrdersReserveStock'),
    commitStock: listVerb(call, documents, 'OrdersCommitStock'),
    releaseStock: listVerb(call, documents, 'OrdersReleaseStock'),
    returnStock: listVerb(call, documents, 'OrdersReturnStock'),
  };
}
