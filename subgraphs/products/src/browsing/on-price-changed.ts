import type { Database } from '@cartograph/kit/db';
import type { ReadEvent } from '@cartograph/kit/read-event';
import { takePrices } from '#browsing/take-facts';
import type { OnPriceChanged } from '#generated/events';
import reads from './on-price-changed.reads.json' with { type: 'json' };

export { reads };

/** What products cost from now on, or from a time to come. No inbox: of each SKU the newest stands. */
export const onPriceChanged =
  (db: Database) =>
  (events: readonly ReadEvent<OnPriceChanged>[]): Promise<void> =>
    takePrices(
      db,
      events.flatMap(({ data }) => data.items.map(({ sku, sequence = 0, prices }) => ({ sku, sequence, prices }))),
    );
