import type { RemoteCall } from '@cartograph/kit/remote';
import { readVerbs } from '@cartograph/kit/remote-verbs';
import type { InventoryHoldState, Verbs } from '#generated/remotes/inventory';

export type StockState = InventoryHoldState;
export type ReserveStockOutcome = Verbs['OrdersReserveStock']['outcome'];
export type StockOutcome = Verbs['OrdersCommitStock' | 'OrdersReleaseStock' | 'OrdersReturnStock']['outcome'];

/** What orders asks of inventory: Try, Confirm, Cancel, and the return of a cancelled order. */
export type InventoryRemote = ReturnType<typeof inventoryOverHttp>;

/** Inventory over HTTP. */
export function inventoryOverHttp(call: RemoteCall) {
  const verb = readVerbs<Verbs>(call, import.meta.url, './inventory.graphql');
  return {
    reserveStock: verb('OrdersReserveStock', 'placementId'),
    commitStock: verb('OrdersCommitStock', 'placementId'),
    releaseStock: verb('OrdersReleaseStock', 'placementId'),
    returnStock: verb('OrdersReturnStock', 'placementId'),
  };
}

/** What orders reads of inventory to show a cart. */
export type StockReads = ReturnType<typeof stockReadsOverHttp>;

/** The same over HTTP. */
export function stockReadsOverHttp(call: RemoteCall) {
  const verb = readVerbs<Verbs>(call, import.meta.url, './inventory.graphql');
  return {
    /** At most 200. */
    readAvailability: verb('OrdersReadAvailability', 'sku'),
  };
}
