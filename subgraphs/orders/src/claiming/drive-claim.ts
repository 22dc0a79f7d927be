import type { Database } from '@cartograph/kit/db';
import type { Progress } from '@cartograph/kit/work';
import { findClaim, finishClaim } from '#claiming/claim-store';
import type { Calls } from '#placing/calls';
import type { Watch } from '#placing/watch';

/** While the placement is still being settled, it is looked at this often. */
const settlePollMs = 200;

/**
 * Drives one claim to its end, by commands that can be repeated: the placement becomes the customer's at customers, and what it earned is
 * booked there, once. An order that is cancelled meanwhile earns nothing: its cancellation takes back what was booked before it.
 */
export function createClaimDrive({
  db,
  calls,
  watch,
}: {
  db: Database;
  calls: Pick<Calls, 'customers'>;
  watch: Watch;
}): (orderId: string) => Promise<Progress> {
  return async (orderId) => {
    const claim = await findClaim(db, orderId);
    if (!claim || claim.state === 'completed') return { kind: 'finished' };
    if (!claim.settled) return { kind: 'wait', ms: settlePollMs };
    const { customerId, pointsToEarn } = claim;
    await calls.customers.holdPoints({ placementId: orderId, customerId, points: 0 });
    await calls.customers.commitPoints({ placementId: orderId, pointsToEarn });
    // A cancellation in between may have asked for them back before they were there; one that comes later finds them.
    const now = await findClaim(db, orderId);
    if (now?.cancelled) await calls.customers.reversePoints({ placementId: orderId });
    await finishClaim(db, orderId, pointsToEarn);
    watch.tell(orderId);
    return { kind: 'finished' };
  };
}
