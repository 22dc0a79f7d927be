import type { Database } from '@cartograph/kit/db';
import type { ReadEvent } from '@cartograph/kit/read-event';
import type { OnOrderCancelled } from '#generated/events';
import { cancelEarlierOrder } from '#promotions/earlier-order-store';
import { claimOf } from '#promotions/on-order-claimed';
import reads from './on-order-cancelled.reads.json' with { type: 'json' };

export { reads };

/** An order that was cancelled is no earlier order any more. History may tell so before it tells of the order. */
export const onOrderCancelled =
  (db: Database) =>
  async ({ data: { orderId }, history }: ReadEvent<OnOrderCancelled>): Promise<void> => {
    await cancelEarlierOrder(db, orderId, history);
    await cancelEarlierOrder(db, claimOf(orderId), false);
  };
