import type { Database } from '@cartograph/kit/db';
import { failpoint } from '@cartograph/kit/failpoints';
import { retrySingly } from '#points/retry-singly';
import { checkPlacements, checkPoints, firstOfEach, inOrder } from '#points/rules/check-commands';
import { commitHolds, type SettledHold } from '#points/settlement-store';

export interface CommitPointsCommand {
  placementId: string;
  pointsToEarn: number;
  /** When that was; now when unset. For imports of past orders, in process only. */
  at?: Date | undefined;
}

export type PlacementOutcome = SettledHold;

/** Confirm: held points are redeemed, and what the order earns is pending until its delivery. Anything but HELD is told as it stands. */
export async function commitPoints(db: Database, commands: readonly CommitPointsCommand[]): Promise<PlacementOutcome[]> {
  checkPlacements(commands);
  for (const { pointsToEarn } of commands) checkPoints('pointsToEarn', pointsToEarn);
  const outcomes = await retrySingly(firstOfEach(commands), (batch) => {
    failpoint('customers.commit_points.before_commit');
    return commitHolds(
      db,
      batch.map(({ placementId, pointsToEarn, at }) => ({ placementId, pointsToEarn, at: at ?? null })),
    );
  });
  failpoint('customers.commit_points.after_commit');
  return inOrder(commands, outcomes);
}
