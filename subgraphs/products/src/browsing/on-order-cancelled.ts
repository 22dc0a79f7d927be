import type { Database } from '@cartograph/kit/db';
import type { ReadEvent } from '@cartograph/kit/read-event';
import { takeCancellations } from '#browsing/take-facts';
import type { OnOrderCancelled } from '#generated/events';
import reads from './on-order-cancelled.reads.json' with { type: 'json' };

export { reads };

/** What was cancelled was not sold. */
export const onOrderCancelled =
  (db: Database) =>
  (events: readonly ReadEvent<OnOrderCancelled>[]): Promise<void> =>
    takeCancellations(
      db,
      events.map(({ data }) => data.orderId),
    );
