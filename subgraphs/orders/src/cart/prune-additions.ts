import type { Database } from '@cartograph/kit/db';
import type { Logger } from '@cartograph/kit/log';
import { type Repeated, repeat } from '@cartograph/kit/repeat';
import { deleteOldAdditions } from '#cart/addition-store';

/** Forgets the keys of additions that nobody repeats any more; gives how many. */
export async function pruneAdditions(db: Database, stopping?: AbortSignal): Promise<number> {
  let pruned = 0;
  for (let some = await deleteOldAdditions(db); some > 0; some = stopping?.aborted ? 0 : await deleteOldAdditions(db)) pruned += some;
  return pruned;
}

/** Once an hour: nothing depends on it but the size of the table. */
export const startPruning = (db: Database, log: Logger): Repeated =>
  repeat((stopping) => pruneAdditions(db, stopping), { everyMs: 3_600_000, log, failed: 'old keys of carts could not be forgotten' });
