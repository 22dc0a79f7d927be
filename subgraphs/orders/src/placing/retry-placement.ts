import type { Queryable } from '@cartograph/kit/db';
import { isUuid } from '@cartograph/kit/ids';
import type { Retryable } from '@cartograph/kit/work';
import { loadPlacements } from '#placing/placement-store';
import type { Placement } from '#placing/rules/placement';

/** Drives what needs attention of a placement again, at once: itself, or its order's cancellation. What does not is left as it is. */
export async function retryPlacement(
  db: Queryable,
  { placements, cancellations, claims }: { placements: Retryable; cancellations: Retryable; claims: Retryable },
  placementId: string,
): Promise<Placement | undefined> {
  if (!isUuid(placementId)) return undefined;
  await cancellations.retry(placementId);
  await claims.retry(placementId);
  await placements.retry(placementId);
  return (await loadPlacements(db, [placementId]))[0];
}
