import type { Database } from '@cartograph/kit/db';
import type { ReadEvent } from '@cartograph/kit/read-event';
import type { OnProductChanged } from '#generated/events';
import { upsertGoods } from '#goods-store';
import reads from './on-product-changed.reads.json' with { type: 'json' };

export { reads };

/** What is or was on sale can be reviewed. No inbox: an event that comes twice, or after a newer one, changes nothing. */
export const onProductChanged =
  (db: Database) =>
  ({ data: { productId, skus, status } }: ReadEvent<OnProductChanged>): Promise<void> =>
    upsertGoods(db, productId, status === 'PUBLISHED' || status === 'ARCHIVED', skus);
