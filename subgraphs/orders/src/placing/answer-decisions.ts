import type { Queryable } from '@cartograph/kit/db';
import { isUuid } from '@cartograph/kit/ids';
import { loadPlacements } from '#placing/placement-store';

export type Decision = 'PENDING' | 'CONFIRMED' | 'ABORTED' | 'UNKNOWN';

/** What became of placements, in the order asked: inventory asks before it lets a hold expire. */
export async function answerDecisions(
  db: Queryable,
  placementIds: readonly string[],
): Promise<{ placementId: string; decision: Decision }[]> {
  const placements = await loadPlacements(db, placementIds.filter(isUuid));
  const byId = new Map(placements.filter((placement) => placement !== undefined).map((placement) => [placement.id, placement]));
  return placementIds.map((placementId) => ({ placementId, decision: decisionOf(byId.get(placementId)?.state) }));
}

function decisionOf(state: 'pending' | 'confirmed' | 'completed' | 'aborting' | 'aborted' | undefined): Decision {
  switch (state) {
    case undefined:
      return 'UNKNOWN';
    case 'pending':
      return 'PENDING';
    case 'confirmed':
    case 'completed':
      return 'CONFIRMED';
    case 'aborting':
    case 'aborted':
      return 'ABORTED';
  }
}
