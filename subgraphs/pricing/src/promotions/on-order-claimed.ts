import type { Database } from '@cartograph/kit/db';
import { uuidFromName } from '@cartograph/kit/ids';
import { emailIdentity } from '@cartograph/kit/people/email';
import type { ReadEvent } from '@cartograph/kit/read-event';
import type { OnOrderClaimed } from '#generated/events';
import { insertEarlierOrder } from '#promotions/earlier-order-store';
import reads from './on-order-claimed.reads.json' with { type: 'json' };

export { reads };

/** Beside the order itself, which is known by the address that it was placed with. */
export const claimOf = (orderId: string): string => uuidFromName(`claim of ${orderId}`);

/** Who claims an order has ordered before, whatever address it was placed with. No inbox: once or twice is the same. */
export const onOrderClaimed =
  (db: Database) =>
  async ({ data: { orderId, email } }: ReadEvent<OnOrderClaimed>): Promise<void> => {
    const buyerKey = emailIdentity(email);
    if (buyerKey !== undefined) await insertEarlierOrder(db, claimOf(orderId), buyerKey);
  };
