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
  const balance = (customerId: string): number => balances.get(customerId) ?? openingPoints;

  const hold = ({ placementId, customerId, points }: { placementId: string; customerId: string; points: number }): HoldPointsOutcome => {
    let entry = holds.get(placementId);
    if (!entry) {
      const enough = points <= balance(customerId);
      if (enough) balances.set(customerId, balance(customerId) - points);
      entry = { state: enough ? 'HELD' : 'REFUSED', customerId, points, earned: 0 };
      holds.set(placementId, entry);
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
    hold,
    commit,
    release: letGo('HELD', 'RELEASED'),
    reverse: letGo('COMMITTED', 'REVERSED'),
    find: (id: string) => holds.get(id),
    refused: (id: string) => holds.get(id)?.state === 'REFUSED',
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
