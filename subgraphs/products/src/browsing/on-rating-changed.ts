import type { Database } from '@cartograph/kit/db';
import type { ReadEvent } from '@cartograph/kit/read-event';
import { writeRatings } from '#browsing/rating-store';
import type { OnRatingChanged } from '#generated/events';
import reads from './on-rating-changed.reads.json' with { type: 'json' };

export { reads };

/** How products are rated. No inbox: of each the newest stands. */
export const onRatingChanged =
  (db: Database) =>
  (events: readonly ReadEvent<OnRatingChanged>[]): Promise<void> =>
    writeRatings(
      db,
      events.map(({ data: { productId, average, count }, sequence }) => ({ productId, average, count, sequence: sequence ?? 0 })),
    );
