import type { Database } from '@cartograph/kit/db';
import type { ReadEvent } from '@cartograph/kit/read-event';
import type { OnProductChanged } from '#generated/events';
import { upsertGoodsFacts } from '#promotions/goods-facts-store';
import reads from './on-product-changed.reads.json' with { type: 'json' };

export { reads };

/** What conditions of promotions ask of goods. No inbox: an event that comes twice, or after a newer one, changes nothing. */
export const onProductChanged =
  (db: Database) =>
  async ({ data, sequence }: ReadEvent<OnProductChanged>): Promise<void> =>
    upsertGoodsFacts(db, data.skus, { productId: data.productId, categories: data.categorySlugs, collections: [] }, sequence ?? 0);
