import type { Database } from '@cartograph/kit/db';
import { importCarts } from '#cart/import-carts';
import type { MergeCartCommand } from '#cart/merge-cart';
import { type CustomersCart, mergeCarts } from '#cart/merge-carts';
import type { ImportCart } from '#cart/rules/imported-cart';
import { type ExportedPage, type ExportOrdersCommand, exportOrders } from '#order/export-orders';
import { importOrders } from '#order/import-orders';
import type { ImportOrder } from '#order/rules/imported-order';
import { findOpenOf } from '#personal-data/person-store';
import { answerDecisions, type Decision } from '#placing/answer-decisions';

/** What other rooms, and the seed, may ask of orders in the same process. */
export interface Commands {
  placementDecisions: (placementIds: string[]) => Promise<{ placementId: string; decision: Decision }[]>;
  mergeCarts: (commands: MergeCartCommand[]) => Promise<CustomersCart[]>;
  /** Numbers of orders that are not over, and what is being placed. */
  openOf: (customerIds: readonly string[]) => Promise<{ customerId: string; open: string[] }[]>;
  exportOrders: (pages: readonly ExportOrdersCommand[]) => Promise<ExportedPage[]>;
  importOrders: (orders: ImportOrder[]) => Promise<void>;
  importCarts: (carts: ImportCart[]) => Promise<void>;
}

export const commands = (db: Database): Commands => ({
  placementDecisions: (placementIds) => answerDecisions(db, placementIds),
  mergeCarts: (list) => mergeCarts(db, list),
  openOf: (customerIds) => findOpenOf(db, customerIds),
  exportOrders: (pages) => exportOrders(db, pages),
  importOrders: (orders) => importOrders(db, orders),
  importCarts: (carts) => importCarts(db, carts),
});
