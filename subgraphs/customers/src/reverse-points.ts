import type { Database } from '@cartograph/kit/db';
import { failpoint } from '@cartograph/kit/failpoints';
import { checkPlacements, firstOfEach, inOrder } from '#check-commands';
import type { PlacementOutcome } from '#commit-points';
import type { PlacementCommand } from '#release-points';
import { retrySingly } from '#retry-singly';
import { reverseHolds } from '#settlement-store';

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
