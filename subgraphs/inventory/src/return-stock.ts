import type { Database } from '@cartograph/kit/db';
import { failpoint } from '@cartograph/kit/failpoints';
import type { PlacementCommand, PlacementOutcome } from '#commit-stock';
import { distinctPlacementIds, inOrder } from '#rules/check-commands';
import { closeHolds, lockHolds } from '#settlement-store';

/** Of an order cancelled before shipment: what was allocated is available again. Anything but COMMITTED is told as it stands. */
export async function returnStock(db: Database, commands: readonly PlacementCommand[]): Promise<PlacementOutcome[]> {
  const placementIds = distinctPlacementIds(commands);
  if (placementIds.length === 0) return [];
  const outcomes = await db.transaction(async (tx) => {
    const { holds } = await lockHolds(tx, placementIds, 'COMMITTED');
    const committed = holds.filter(({ state }) => state === 'COMMITTED').map(({ placementId }) => placementId);
    if (committed.length > 0) await closeHolds(tx, committed, 'RETURNED');
    failpoint('inventory.return_stock.before_commit');
    return holds.map(({ placementId, state }) => ({ placementId, state: state === 'COMMITTED' ? ('RETURNED' as const) : state }));
  });
  failpoint('inventory.return_stock.after_commit');
  return inOrder(commands, outcomes);
}
