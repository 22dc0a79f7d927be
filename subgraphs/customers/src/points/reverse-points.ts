import type { Database } from '@cartograph/kit/db';
import { failpoint } from '@cartograph/kit/failpoints';
import type { PlacementOutcome } from '#points/commit-points';
import type { PlacementCommand } from '#points/release-points';
import { retrySingly } from '#points/retry-singly';
import { checkPlacements, firstOfEach, inOrder } from '#points/rules/check-commands';
import { reverseHolds } from '#points/settlement-store';

/**
 * An order is cancelled: redeemed points return, pending ones are cancelled, confirmed ones taken back; what is spent already becomes
 * a debt. Only what is COMMITTED is reversed, once; anything else is told as it stands.
 */
export async function reversePoints(db: Database, commands: readonly PlacementCommand[]): Promise<PlacementOutcome[]> {
  checkPlacements(commands);
  const outcomes = await retrySingly(firstOfEach(commands), (batch) => {
    failpoint('customers.reverse_points.before_commit');
    return reverseHolds(
      db,
      batch.map(({ placementId }) => placementId),
    );
  });
  failpoint('customers.reverse_points.after_commit');
  return inOrder(commands, outcomes);
}
