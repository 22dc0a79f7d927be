import type { Database } from '@cartograph/kit/db';
import { failpoint } from '@cartograph/kit/failpoints';
import { findServable, loadQueue, lockForServing, writeServed } from '#backorder/serving-store';
import { serve } from '#rules/queue';
import { availableOf } from '#rules/stock';
import { touch } from '#telling/touched';

/**
 * After stock was written: it is told what is there again, or no more, and orders that wait are given what has come, the first that came first; of `skus`, or of all. Each step is a transaction of its
 * own, and what orders wait for is kept from new ones meanwhile: whoever dies in between has lost nothing, and the next one goes on.
 */
export async function serveWaiting(db: Database, skus: readonly string[] | null): Promise<number> {
  let served = 0;
  if (skus !== null) touch(db, skus);
  for (;;) {
    const servable = await findServable(db, skus);
    let now = 0;
    for (const sku of servable) now += await serveSome(db, sku);
    served += now;
    if (now === 0) return served;
  }
}

const serveSome = (db: Database, sku: string): Promise<number> =>
  db.transaction(async (tx) => {
    const { levels, terms } = await lockForServing(tx, sku);
    const free = levels.map((level) => ({ ...level, available: availableOf(level) }));
    const units = free.reduce((sum, { available }) => sum + available, 0) - (terms?.buffer ?? 0);
    if (units <= 0) return 0;
    const served = serve(free, terms?.buffer ?? 0, await loadQueue(tx, sku, units));
    if (served.length > 0) writeServed(tx, sku, served);
    failpoint('inventory.serve_waiting.before_commit');
    return served.length;
  });
