import type { Queryable } from '@cartograph/kit/db';
import { isUuid } from '@cartograph/kit/ids';
import { unflagPlacement } from '#placing/attention-store';
import type { Placement } from '#placing/placement';
import { loadPlacements } from '#placing/placement-store';
import type { Wakeable } from '#saga';

/** Drives a placement that needs attention again, at once; one that does not is answered as it is. */
export async function retryPlacement(db: Queryable, saga: Wakeable, placementId: string): Promise<Placement | undefined> {
  if (!isUuid(placementId)) return undefined;
  if (await unflagPlacement(db, placementId)) await saga.wake(placementId);
  return (await loadPlacements(db, [placementId]))[0];
}
