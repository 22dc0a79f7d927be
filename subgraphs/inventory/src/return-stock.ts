import type { Database } from '@cartograph/kit/db';
import { failpoint } from '@cartograph/kit/failpoints';
import type { PlacementCommand, PlacementOutcome } from '#commit-stock';
import { distinctPlacementIds, inOrder } from '#rules/check-commands';
import { cameBack, summarize } from '#rules/stock';
import { closeHolds, lockHolds } from '#settlement-store';
import { touch } from '#telling/touched';

/** Of an order cancelled before shipment: what was allocated is available again. Anything but COMMITTED is told as it stands. */
export async function returnStock(db: Database, commands: readonly PlacementCommand[]): Promise<PlacementOutcome[]> {
  const placementIds = distinctPlacementIds(commands);
  if (placementIds.length === 0) return [];
  let back: string[] = [];
  const outcomes = await db.transaction(async (tx) => {
    const { holds, levels, terms } = await lockHolds(tx, placementIds, 'COMMITTED');
    const committed = holds.filter(({ state }) => state === 'COMMITTED').map(({ placementId }) => placementId);
    if (committed.length > 0) await closeHolds(tx, committed, 'RETURNED');
    back = cameBack(summarize(levels, terms));
    failpoint('inventory.return_stock.before_commit');
    return holds.map(({ placementId, state }) => ({ placementId, state: state === 'COMMITTED' ? ('RETURNED' as const) : state }));
  });
  touch(db, back);
  failpoint('inventory.return_stock.after_commit');
  return inOrder(commands, outcomes);
}
