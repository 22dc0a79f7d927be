import type { Database } from '@cartograph/kit/db';
import type { Logger } from '@cartograph/kit/log';
import { type Repeated, repeat } from '@cartograph/kit/repeat';
import { tellProducts } from '#telling/tell-products';
import { findWork, leaveLapsed, takeAsked } from '#telling/telling-store';

/** Of one transaction: what staff write meanwhile waits for 100 products at most, and an outbox of 5,000 variants is a megabyte. */
const bounds = { products: 100, variants: 5_000 };

/** Tells of all products that were asked for, a batch a transaction; gives how many. `stopping` ends it between two. */
export async function tellAsked(db: Database, stopping?: AbortSignal, { products, variants } = bounds): Promise<number> {
  let told = 0;
  for (let batch = -1; batch !== 0 && !stopping?.aborted; told += batch)
    batch = await db.transaction(async (tx) => {
      const ids = await takeAsked(tx, products, variants);
      await tellProducts(tx, ids, 'same');
      return ids.length;
    });
  return told;
}

/** Looks each second; two replicas share what is asked for. */
export const startTelling = (db: Database, log: Logger): Repeated =>
  repeat(
    async (stopping) => {
      const { lapsed, asked } = await findWork(db);
      if (lapsed) await leaveLapsed(db, 1_000);
      if (lapsed || asked) await tellAsked(db, stopping);
    },
    { everyMs: 1_000, slowestMs: 10_000, log, failed: 'products could not be told of' },
  );
