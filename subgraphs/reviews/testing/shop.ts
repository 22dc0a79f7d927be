import { authorOfCommand } from '@cartograph/kit/audit';
import type { Database } from '@cartograph/kit/db';
import { createLocalEventBus } from '@cartograph/kit/event';
import { uuidv7 } from '@cartograph/kit/ids';
import { subscribe } from '@cartograph/kit/read-event';
import { freshDatabase } from '@cartograph/kit/testing/fresh-database';
import { reads as cancelledReads, onOrderCancelled } from '#on-order-cancelled';
import { reads as claimedReads, onOrderClaimed } from '#on-order-claimed';
import { onOrderPlaced, reads as placedReads } from '#on-order-placed';
import { onProductChanged, reads as productReads } from '#on-product-changed';

export const staff = authorOfCommand('a test');

/** A room without its server, that hears what tests tell it. */
export async function openShop() {
  const db: Database = await freshDatabase('reviews');
  const bus = createLocalEventBus();
  await subscribe(bus, productReads, onProductChanged(db));
  await subscribe(bus, placedReads, onOrderPlaced(db));
  await subscribe(bus, cancelledReads, onOrderCancelled(db));
  await subscribe(bus, claimedReads, onOrderClaimed(db));
  const tell = (type: string, key: string, data: Record<string, unknown>) =>
    bus.publish({ id: uuidv7(), type, version: 1, key, sequence: 1, history: false, occurredAt: new Date().toISOString(), data });
  return {
    db,
    /** What products tells of a product. */
    offer: async (skus: string[], status = 'PUBLISHED', productId: string = uuidv7()) => {
      const data = { productId, slug: 'one', title: 'One', status, skus, categorySlugs: [] };
      await tell('products.product_changed', productId, data);
      return productId;
    },
    /** What orders tells of an order. */
    order: async (customerId: string | null, skus: string[], orderId: string = uuidv7()) => {
      const lines = skus.map((sku) => ({ sku, quantity: 1, unitMinor: '100', totalMinor: '100' }));
      const data = { orderId, number: 'C-1', customerId, email: 'a@example.com', currency: 'USD', totalMinor: '100', lines };
      await tell('orders.order_placed', orderId, data);
      return orderId;
    },
    cancel: (orderId: string) => tell('orders.order_cancelled', orderId, { orderId, number: 'C-1', customerId: null, reason: null }),
    claim: (orderId: string, customerId: string) =>
      tell('orders.order_claimed', orderId, { orderId, number: 'C-1', customerId, email: 'a@example.com' }),
    /** What the room told of ratings, oldest first. */
    told: async (productId: string) => {
      const rows = await db.query<{ sequence: number; data: { average: number; count: number; histogram: number[] } }>({
        text: `select sequence, data from outbox where type = 'reviews.rating_changed' and key = $1 order by id`,
        values: [productId],
      });
      return rows.map(({ sequence, data }) => [sequence, data.average, data.count, data.histogram]);
    },
  };
}
