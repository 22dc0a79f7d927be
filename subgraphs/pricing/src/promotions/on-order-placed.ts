import type { Database } from '@cartograph/kit/db';
import { emailIdentity } from '@cartograph/kit/people/email';
import type { ReadEvent } from '@cartograph/kit/read-event';
import type { OnOrderPlaced } from '#generated/events';
import { insertEarlierOrder } from '#promotions/earlier-order-store';
import reads from './on-order-placed.reads.json' with { type: 'json' };

export { reads };

/** Who ordered before quotes said so, and elsewhere: history only. Of a new order its quote knows it, and nothing is written. No inbox: once or twice is the same. */
export const onOrderPlaced =
  (db: Database) =>
  async ({ data: { orderId, email }, history }: ReadEvent<OnOrderPlaced>): Promise<void> => {
    const buyerKey = emailIdentity(email);
    if (history && buyerKey !== undefined) await insertEarlierOrder(db, orderId, buyerKey);
  };
