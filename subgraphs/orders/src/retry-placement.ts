import type { Queryable } from '@cartograph/kit/db';
import { isUuid } from '@cartograph/kit/ids';
import { unflagCancellation } from '#cancellation-store';
import type { Placement } from '#placement';
import { loadPlacements, unflagPlacement } from '#placement-store';
import type { Wakeable } from '#saga';

/** Drives a placement that needs attention again, at once; one that does not is answered as it is. */
export async function retryPlacement(db: Queryable, saga: Wakeable, placementId: string): Promise<Placement | undefined> {
  if (!isUuid(placementId)) return undefined;
  if (await unflagPlacement(db, placementId)) await saga.wake(placementId);
  return (await loadPlacements(db, [placementId]))[0];
}

/** The same for a cancellation of its order. */
export async function retryCancellation(db: Queryable, saga: Wakeable, orderId: string): Promise<void> {
  if (isUuid(orderId) && (await unflagCancellation(db, orderId))) await saga.wake(orderId);
}
