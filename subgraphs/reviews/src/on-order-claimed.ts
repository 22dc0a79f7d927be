import type { Database } from '@cartograph/kit/db';
import type { ReadEvent } from '@cartograph/kit/read-event';
import type { OnOrderClaimed } from '#generated/events';
import { claimPurchase } from '#purchase-store';
import reads from './on-order-claimed.reads.json' with { type: 'json' };

export { reads };

/** What a guest bought is the customer's who claims it, also when that is told first. */
export const onOrderClaimed =
  (db: Database) =>
  ({ data: { orderId, customerId } }: ReadEvent<OnOrderClaimed>): Promise<void> =>
    claimPurchase(db, orderId, customerId);
