import type { Database } from '@cartograph/kit/db';
import type { ReadEvent } from '@cartograph/kit/read-event';
import { takeSales } from '#browsing/take-facts';
import type { OnOrderPlaced } from '#generated/events';
import reads from './on-order-placed.reads.json' with { type: 'json' };

export { reads };

/** What sells. No inbox: an order counts once, by its row. */
export const onOrderPlaced =
  (db: Database) =>
  (events: readonly ReadEvent<OnOrderPlaced>[]): Promise<void> =>
    takeSales(
      db,
      events.map(({ data }) => data),
    );
