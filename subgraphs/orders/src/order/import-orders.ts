import type { Database } from '@cartograph/kit/db';
import type { UnnumberedEvent } from '@cartograph/kit/event';
import { uuidv7FromName } from '@cartograph/kit/ids';
import { orderCancelled, orderPlaced } from '#events';
import { insertImportedOrders } from '#order/order-import-store';
import type { ImportOrder, ToldThen } from '#order/rules/imported-order';
import { type StoredQuote, storedQuote } from '#placing/rules/stored-quote';

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
function historyOf(order: ImportOrder, { lines: bought, totalMinor }: StoredQuote): ToldThen[] {
  const { id, customerId, email, placedAt, quote, status, events } = order;
  const lines = bought.map(({ sku, quantity, unitMinor, totalMinor: minor }) => ({ sku, quantity, unitMinor, totalMinor: minor }));
  const told = (event: UnnumberedEvent, at: Date): ToldThen => ({ ...event, id: uuidv7FromName(`${event.type} ${id}`, at.getTime()), at });
  const placed = orderPlaced.lacking('number', id, { orderId: id, customerId, email, currency: quote.currency, totalMinor, lines });
  if (status !== 'CANCELLED') return [told(placed, placedAt)];
  const cancelledAt = events.find(({ type }) => type === 'CANCELLED')?.at ?? placedAt;
  const cancelled = orderCancelled.lacking('number', id, { orderId: id, customerId, reason: 'imported' });
  return [told(placed, placedAt), told(cancelled, cancelledAt)];
}
