import type { Database } from '@cartograph/kit/db';
import { failpoint } from '@cartograph/kit/failpoints';
import type { PlacementOutcome } from '#points/commit-points';
import { insertTombstones } from '#points/hold-store';
import { retrySingly } from '#points/retry-singly';
import { checkPlacements, firstOfEach, inOrder } from '#points/rules/check-commands';
import { releaseHolds } from '#points/settlement-store';

export interface PlacementCommand {
  placementId: string;
}

/**
 * Cancel: frees what is HELD. A placement never heard of is marked RELEASED, so that its hold, should it come late, takes nothing.
 * Anything committed or further is told as it stands.
 */
export async function releasePoints(db: Database, commands: readonly PlacementCommand[]): Promise<PlacementOutcome[]> {
  checkPlacements(commands);
  const outcomes = await retrySingly(firstOfEach(commands), (batch) => {
    failpoint('customers.release_points.before_commit');
    return release(
      db,
      batch.map(({ placementId }) => placementId),
    );
  });
  failpoint('customers.release_points.after_commit');
  return inOrder(commands, outcomes);
}

async function release(db: Database, placementIds: readonly string[]): Promise<PlacementOutcome[]> {
  const outcomes: PlacementOutcome[] = [];
  let open = placementIds;
  while (open.length > 0) {
    const known = await releaseHolds(db, open);
    const found = new Set(known.map(({ placementId }) => placementId));
    const unknown = open.filter((id) => !found.has(id));
    const marked = unknown.length > 0 ? await insertTombstones(db, unknown) : [];
    outcomes.push(...known, ...marked.map((placementId) => ({ placementId, state: 'RELEASED' as const })));
    // Left over: held by somebody else while we looked. Now they are there to be found.
    open = unknown.filter((id) => !marked.includes(id));
  }
  return outcomes;
}
