import type { HoldPointsOutcome, PointsOutcome, PointsState } from '#remotes/customers';
import type { Witness } from '#simulation/witness';

export const openingPoints = 100;

interface Hold {
  state: PointsState;
  customerId: string;
  points: number;
  earned: number;
}

export function createCustomersRoom(witness: Witness) {
  const balances = new Map<string, number>();
  const holds = new Map<string, Hold>();
  /** Also those whose refusal was lost: the buyer may have been told of it. */
  const everRefused = new Set<string>();
  const balance = (customerId: string): number => balances.get(customerId) ?? openingPoints;

  const hold = ({ placementId, customerId, points }: { placementId: string; customerId: string; points: number }): HoldPointsOutcome => {
    let entry = holds.get(placementId);
    if (!entry) {
      const enough = points <= balance(customerId);
      if (enough) balances.set(customerId, balance(customerId) - points);
      entry = { state: enough ? 'HELD' : 'REFUSED', customerId, points, earned: 0 };
      holds.set(placementId, entry);
      if (!enough) everRefused.add(placementId);
    } else if (entry.customerId !== '' && entry.points !== points) {
      witness.blame(`${points} points are to be held after ${entry.points}: ${witness.name(placementId)}`);
    }
    const refusal = entry.state === 'REFUSED' ? 'INSUFFICIENT_POINTS' : null;
    return { placementId, state: entry.state, refusal, available: balance(customerId) };
  };
  const entryOf = (placementId: string): Hold => {
    const entry = holds.get(placementId) ?? { state: 'RELEASED' as const, customerId: '', points: 0, earned: 0 };
    holds.set(placementId, entry);
    return entry;
  };
  const commit = ({ placementId, pointsToEarn }: { placementId: string; pointsToEarn: number }): PointsOutcome => {
    const entry = entryOf(placementId);
    if (entry.state === 'HELD') Object.assign(entry, { state: 'COMMITTED', earned: pointsToEarn });
    return { placementId, state: entry.state };
  };
  const letGo =
    (from: PointsState, to: PointsState) =>
    ({ placementId }: { placementId: string }): PointsOutcome => {
      const entry = entryOf(placementId);
      if (entry.state === from) {
        balances.set(entry.customerId, balance(entry.customerId) + entry.points);
        Object.assign(entry, { state: to, earned: 0 });
      }
      return { placementId, state: entry.state };
    };

  return {
    /** Takes back what is about to be done for this placement. */
    remember: (id: string): (() => void) => {
      const entry = holds.get(id);
      const [before, owner] = [entry && { ...entry }, entry?.customerId];
      const balanceBefore = owner === undefined ? undefined : balance(owner);
      return () => {
        const now = holds.get(id);
        // Its owner is known at the latest now.
        if (now && !before && now.state === 'HELD') balances.set(now.customerId, balance(now.customerId) + now.points);
        if (owner !== undefined && balanceBefore !== undefined) balances.set(owner, balanceBefore);
        if (before) holds.set(id, before);
        else holds.delete(id);
      };
    },
    hold,
    commit,
    release: letGo('HELD', 'RELEASED'),
    reverse: letGo('COMMITTED', 'REVERSED'),
    find: (id: string) => holds.get(id),
    refused: (id: string) => everRefused.has(id),
    /** What is wrong with the balances, in words. */
    miscounted: () =>
      [...balances].flatMap(([customerId, left]) => {
        const taken = [...holds.values()]
          .filter((entry) => entry.customerId === customerId && (entry.state === 'HELD' || entry.state === 'COMMITTED'))
          .reduce((sum, { points }) => sum + points, 0);
        return left + taken === openingPoints && left >= 0 ? [] : [`${customerId}: ${left} left and ${taken} taken of ${openingPoints}`];
      }),
  };
}
