import type { Database, Queryable } from '@cartograph/kit/db';
import { failpoint } from '@cartograph/kit/failpoints';
import { isUuid } from '@cartograph/kit/ids';
import { claimHolds, insertEmptyHolds, loadHolds, type StoredHold, writeDecisions } from '#points/hold-store';
import { retrySingly } from '#points/retry-singly';
import { checkPlacements, checkPoints, firstOfEach, inOrder } from '#points/rules/check-commands';
import { decideHolds, type PointsDemand } from '#points/rules/loyalty';

export type HoldPointsCommand = PointsDemand;
export type HoldPointsOutcome = StoredHold;

/**
 * Try: checks that customers exist and holds points of theirs, each placement once. A refusal is stored like a hold, so that asking
 * again gives the same answer. Placements that redeem nothing lock no account.
 */
export async function holdPoints(db: Database, commands: readonly HoldPointsCommand[]): Promise<HoldPointsOutcome[]> {
  checkPlacements(commands);
  for (const { points } of commands) checkPoints('points', points);
  const demands = firstOfEach(commands).map((demand) => ({ ...demand, customerId: knownShape(demand.customerId) }));
  const hold = demands.every(({ points }) => points === 0) ? holdNothing : holdSome;
  const outcomes = await retrySingly(demands, (batch) => hold(db, batch));
  failpoint('customers.hold_points.after_commit');
  return inOrder(commands, outcomes);
}

/** What is no UUID is nobody's id; the nil UUID is nobody's either, and fits its column. */
const nobody = '00000000-0000-0000-0000-000000000000';
const knownShape = (customerId: string): string => (isUuid(customerId) ? customerId.toLowerCase() : nobody);

async function holdNothing(db: Database, demands: readonly PointsDemand[]): Promise<StoredHold[]> {
  failpoint('customers.hold_points.before_commit');
  const written = await insertEmptyHolds(db, demands);
  return [...written, ...(await storedBefore(db, demands, new Set(written.map(({ placementId }) => placementId))))];
}

const holdSome = (db: Database, demands: readonly PointsDemand[]): Promise<StoredHold[]> =>
  db.transaction(async (tx) => {
    const { claimed, available } = await claimHolds(tx, demands);
    const decisions = decideHolds(
      demands.filter(({ placementId }) => claimed.has(placementId)),
      available,
    );
    if (decisions.length > 0) await writeDecisions(tx, decisions);
    const before = await storedBefore(tx, demands, claimed);
    failpoint('customers.hold_points.before_commit');
    return [
      ...decisions.map(({ placementId, state, refusal, available: free }) => ({ placementId, state, refusal, available: free })),
      ...before,
    ];
  });

/** Read in a second statement, which sees what the first one's conflict was about. */
async function storedBefore(db: Queryable, demands: readonly PointsDemand[], written: ReadonlySet<string>): Promise<StoredHold[]> {
  const others = demands.map(({ placementId }) => placementId).filter((id) => !written.has(id));
  return others.length > 0 ? loadHolds(db, others) : [];
}
