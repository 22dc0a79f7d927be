import type { Database } from '@cartograph/kit/db';
import type { ReadEvent } from '@cartograph/kit/read-event';
import type { OnOrderCancelled } from '#generated/events';
import { cancelPurchase } from '#purchase-store';
import reads from './on-order-cancelled.reads.json' with { type: 'json' };

export { reads };

/** What was called off was not bought, whichever of the two events comes first. */
export const onOrderCancelled =
  (db: Database) =>
  ({ data: { orderId } }: ReadEvent<OnOrderCancelled>): Promise<void> =>
    cancelPurchase(db, orderId);
