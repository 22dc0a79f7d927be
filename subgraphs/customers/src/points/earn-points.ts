import type { Database } from '@cartograph/kit/db';
import { failpoint } from '@cartograph/kit/failpoints';
import type { PlacementOutcome } from '#points/commit-points';
import { retrySingly } from '#points/retry-singly';
import { checkPlacements, firstOfEach, inOrder } from '#points/rules/check-commands';
import { awardHolds } from '#points/settlement-store';

export interface AwardPointsCommand {
  placementId: string;
  /** When that was; now when unset. */
  at?: Date | undefined;
}

/** An order is delivered: the points that it earned are no longer pending but spendable, once. Debts are paid off first. */
export async function awardPoints(db: Database, commands: readonly AwardPointsCommand[]): Promise<PlacementOutcome[]> {
  checkPlacements(commands);
  const outcomes = await retrySingly(firstOfEach(commands), (batch) => {
    failpoint('customers.award_points.before_commit');
    return awardHolds(
      db,
      batch.map(({ placementId, at }) => ({ placementId, at: at ?? null })),
    );
  });
  failpoint('customers.award_points.after_commit');
  return inOrder(commands, outcomes);
}
