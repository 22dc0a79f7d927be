import type { Database } from '@cartograph/kit/db';
import type { NewEvent } from '@cartograph/kit/event';
import type { Logger } from '@cartograph/kit/log';
import { writeEvents } from '@cartograph/kit/outbox';
import { type Repeated, repeat } from '@cartograph/kit/repeat';
import { availabilityChanged } from '#events';
import { countChanged, findUntold, lockTold, type ToldAvailability } from '#telling/availability-store';
import { takeTouched } from '#telling/touched';

export const itemsOfEvent = 200;
const skusOfTurn = 1_000;
const pageOfAll = 2_000;

/** Tells of these SKUs whether there are some, where that is other than was told; gives how many. */
export async function tellAvailability(db: Database, skus: readonly string[]): Promise<number> {
  let told = 0;
  for (let start = 0; start < skus.length; start += skusOfTurn) {
    const some = skus.slice(start, start + skusOfTurn);
    told += await db.transaction(async (tx) => {
      await lockTold(tx, some);
      const changed = await countChanged(tx, some);
      await writeEvents(tx, availabilityEvents(changed));
      return changed.length;
    });
  }
  return told;
}

export function availabilityEvents(items: readonly ToldAvailability[]): NewEvent[] {
  const sorted = items.toSorted((one, other) => (one.sku < other.sku ? -1 : 1));
  return Array.from({ length: Math.ceil(items.length / itemsOfEvent) }, (_, nth) => {
    const some = sorted.slice(nth * itemsOfEvent, (nth + 1) * itemsOfEvent);
    return availabilityChanged.of(some[0]?.sku ?? '', { items: some.map(({ sku, sequence, inStock }) => ({ sku, sequence, inStock })) });
  });
}

/** Looks at all that is stocked, page by page: what somebody could not tell, or nobody has told yet. */
export async function tellAll(db: Database, stopping?: AbortSignal): Promise<void> {
  for (let after: string | null = ''; after !== null && !stopping?.aborted; ) {
    const page: { skus: string[]; last: string | null } = await findUntold(db, after, pageOfAll);
    await tellAvailability(db, page.skus);
    after = page.last;
  }
}

const allEveryMs = 300_000;

/**
 * What orders, staff and imports have touched is told within a fifth of a second, in one go and off their way: nothing is asked where nothing
 * was touched. All is looked at at the start, and each five minutes.
 */
export function startTelling(db: Database, touching: readonly Database[], log: Logger): Repeated {
  let allAt = Number.NEGATIVE_INFINITY;
  return repeat(
    async (stopping) => {
      const taken = touching.map(takeTouched);
      const all = taken.includes('all') || performance.now() - allAt > allEveryMs;
      if (all) await tellAll(db, stopping);
      else await tellAvailability(db, [...new Set(taken.flatMap((skus) => (skus === 'all' ? [] : skus)))]);
      if (all) allAt = performance.now();
    },
    { everyMs: 200, slowestMs: 5_000, atOnce: true, log, failed: 'it could not be told what there is again, or no more' },
  );
}
