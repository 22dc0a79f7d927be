import type { Database } from '@cartograph/kit/db';
import type { ReadEvent } from '@cartograph/kit/read-event';
import { takeAvailability } from '#browsing/take-facts';
import type { OnAvailabilityChanged } from '#generated/events';
import reads from './on-availability-changed.reads.json' with { type: 'json' };

export { reads };

/** Which products are there. No inbox: of each SKU the newest stands. */
export const onAvailabilityChanged =
  (db: Database) =>
  (events: readonly ReadEvent<OnAvailabilityChanged>[]): Promise<void> =>
    takeAvailability(
      db,
      events.flatMap(({ data }) => data.items),
    );
