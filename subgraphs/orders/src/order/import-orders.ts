import type { Database } from '@cartograph/kit/db';
import type { UnnumberedEvent } from '@cartograph/kit/event';
import { uuidv7FromName } from '@cartograph/kit/ids';
import { orderCancelled, orderPlaced } from '#events';
import { insertImportedOrders } from '#order/order-import-store';
import type { Order, OrderEvent } from '#order/rules/order';
import type { OrderAddress } from '#placing/rules/request';
import { type StoredQuote, storedQuote } from '#placing/rules/stored-quote';
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

/** An event as it would have been told at the time. */
type ToldThen = UnnumberedEvent & { id: string; at: Date };

export type ImportedOrder = Omit<ImportOrder, 'quote'> & { quote: StoredQuote; idempotencyKey: string; told: ToldThen[] };

/** Imports orders with finished placements; one that is there already is left as it is. Numbers are given in the order of the list. */
export async function importOrders(db: Database, orders: readonly ImportOrder[]): Promise<void> {
  const size = 500;
  for (let from = 0; from < orders.length; from += size) {
    const batch = orders.slice(from, from + size).map((order) => {
      const quote = storedQuote(order.quote);
      return { ...order, quote, idempotencyKey: `import ${order.id}`, told: historyOf(order, quote) };
    });
    await insertImportedOrders(db, batch);
  }
}

/** What other rooms would have heard of it, for rooms that join later. The same order has the same events, by their ids. */
function historyOf(order: ImportOrder, { lines, totalMinor }: StoredQuote): ToldThen[] {
  const { id, customerId, email, placedAt, quote, status, events } = order;
  const told = (event: UnnumberedEvent, at: Date): ToldThen => ({ ...event, id: uuidv7FromName(`${event.type} ${id}`, at.getTime()), at });
  const placed = orderPlaced.lacking('number', id, { orderId: id, customerId, email, currency: quote.currency, totalMinor, lines });
  if (status !== 'CANCELLED') return [told(placed, placedAt)];
  const cancelledAt = events.find(({ type }) => type === 'CANCELLED')?.at ?? placedAt;
  const cancelled = orderCancelled.lacking('number', id, { orderId: id, customerId, reason: 'imported' });
  return [told(placed, placedAt), told(cancelled, cancelledAt)];
}
