import type { Database } from '@cartograph/kit/db';
import type { ReadEvent } from '@cartograph/kit/read-event';
import type { OnOrderPlaced } from '#generated/events';
import { insertPurchase } from '#purchase-store';
import reads from './on-order-placed.reads.json' with { type: 'json' };

export { reads };

/** Who bought what. No inbox: the order's own row takes it once. */
export const onOrderPlaced =
  (db: Database) =>
  ({ data: { orderId, customerId, lines } }: ReadEvent<OnOrderPlaced>): Promise<void> =>
    insertPurchase(db, orderId, customerId, [...new Set(lines.map(({ sku }) => sku))]);
