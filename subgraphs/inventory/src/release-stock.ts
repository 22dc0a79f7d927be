import type { Database } from '@cartograph/kit/db';
import { failpoint } from '@cartograph/kit/failpoints';
import type { PlacementCommand, PlacementOutcome } from '#commit-stock';
import { distinctPlacementIds, inOrder } from '#rules/check-commands';
import { cameBack, summarize } from '#rules/stock';
import { closeHolds, markOrLockHolds } from '#settlement-store';
import { touch } from '#telling/touched';

/**
 * Cancel: frees what is HELD. A placement never heard of is marked RELEASED, so that its reserve, should it come late, holds
 * nothing. Anything committed or further is told as it stands.
 */
export async function releaseStock(db: Database, commands: readonly PlacementCommand[]): Promise<PlacementOutcome[]> {
  let open = distinctPlacementIds(commands);
  const released: PlacementOutcome[] = [];
  while (open.length > 0) {
    const known = await releaseOnce(db, open);
    released.push(...known);
    const ids = new Set(known.map(({ placementId }) => placementId));
    // Left over: reserved by someone else while we looked. Now they are there to be found.
    open = open.filter((id) => !ids.has(id));
  }
  failpoint('inventory.release_stock.after_commit');
  return inOrder(commands, released);
}

async function releaseOnce(db: Database, placementIds: readonly string[]): Promise<PlacementOutcome[]> {
  let back: string[] = [];
  const outcomes = await db.transaction(async (tx) => {
    const { holds, marked, levels, terms } = await markOrLockHolds(tx, placementIds);
    const held = holds.filter(({ state }) => state === 'HELD').map(({ placementId }) => placementId);
    if (held.length > 0) await closeHolds(tx, held, 'RELEASED');
    back = cameBack(summarize(levels, terms));
    failpoint('inventory.release_stock.before_commit');
    return [
      ...holds.map(({ placementId, state }) => ({ placementId, state: state === 'HELD' ? ('RELEASED' as const) : state })),
      ...marked.map((placementId) => ({ placementId, state: 'RELEASED' as const })),
    ];
  });
  touch(db, back);
  return outcomes;
}
