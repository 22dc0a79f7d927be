import type { Database } from '@cartograph/kit/db';
import type { Logger } from '@cartograph/kit/log';
import { commitStock } from '#commit-stock';
import { extendHolds, takeOverdueHolds } from '#hold-store';
import { releaseStock } from '#release-stock';

export type PlacementDecision = 'PENDING' | 'CONFIRMED' | 'ABORTED' | 'UNKNOWN';

/** What inventory asks of orders: what became of placements. Throws when orders does not answer. */
export interface Remotes {
  placementDecisions(placementIds: readonly string[]): Promise<readonly { placementId: string; decision: PlacementDecision }[]>;
}

/**
 * A hold never expires by itself: orders is asked what became of its placement. Gives how many overdue holds it settled or put
 * off on an answer; holds without an answer keep what they hold and are asked about again 30 s later.
 */
export async function expireHolds(db: Database, remotes: Remotes, log: Logger): Promise<number> {
  const overdue = await takeOverdueHolds(db);
  if (overdue.length === 0) return 0;
  const decisions = await remotes.placementDecisions(overdue).catch((error: unknown) => {
    log.warn({ err: error, holds: overdue.length }, 'orders did not say what became of overdue holds');
    return [];
  });
  const decided = (...wanted: PlacementDecision[]) => decisions.filter(({ decision }) => wanted.includes(decision));
  const pending = decided('PENDING');
  if (pending.length > 0)
    await extendHolds(
      db,
      pending.map(({ placementId }) => placementId),
    );
  await commitStock(db, decided('CONFIRMED'));
  await releaseStock(db, decided('ABORTED', 'UNKNOWN'));
  return decisions.length;
}
