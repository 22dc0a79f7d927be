import type { Database } from '@cartograph/kit/db';
import type { Order, OrderEvent } from '#order/order';
import { insertImportedOrders } from '#order/order-import-store';
import type { OrderAddress } from '#placing/request';
import { type StoredQuote, storedQuote } from '#placing/stored-quote';
import type { FrozenQuote } from '#remotes/pricing';

/** An order that was placed before, here or in another shop. Its stock, price, points and payment are imported by their own rooms. */
export interface ImportOrder {
  /** A uuidv7 of the time it was placed: pages are ordered by it. The other rooms know it as the placement's id. */
  id: string;
  placedAt: Date;
  customerId: string | null;
  email: string;
  shippingAddress: OrderAddress;
  lines: { sku: string; variantId: string; title: string; quantity: number }[];
  quote: FrozenQuote;
  status: Order['status'];
  paymentStatus: Order['paymentStatus'];
  fulfillmentStatus: Order['fulfillmentStatus'];
  events: { type: OrderEvent['type']; at: Date }[];
}

export type ImportedOrder = Omit<ImportOrder, 'quote'> & { quote: StoredQuote; idempotencyKey: string };

/** Imports orders with finished placements; one that is there already is left as it is. Numbers are given in the order of the list. */
export async function importOrders(db: Database, orders: readonly ImportOrder[]): Promise<void> {
  const size = 500;
  for (let from = 0; from < orders.length; from += size) {
    const batch = orders.slice(from, from + size).map((order) => ({
      ...order,
      quote: storedQuote(order.quote),
      idempotencyKey: `import ${order.id}`,
    }));
    await insertImportedOrders(db, batch);
  }
}
