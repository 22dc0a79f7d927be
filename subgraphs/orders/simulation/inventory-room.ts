import type { Line } from '#placing/rules/request';
import type { ReserveStockOutcome, StockOutcome, StockState } from '#remotes/inventory';

/** Units a SKU that there are at the beginning: enough of some, too few of others. */
export const opening: ReadonlyMap<string, number> = new Map([
  ['MUG', 1_000],
  ['PEN', 1_000],
  ['CUP', 6],
  ['LAMP', 2],
  ['CHAIR', 0],
]);

interface Hold {
  state: StockState;
  lines: Line[];
  shortages: ReserveStockOutcome['shortages'];
  since: number;
}

export function createInventoryRoom(now: () => number) {
  const available = new Map(opening);
  const holds = new Map<string, Hold>();
  /** Also those whose refusal was lost: the buyer may have been told of it. */
  const everRefused = new Set<string>();
  const give = (lines: readonly Line[], sign: 1 | -1): void => {
    for (const { sku, quantity } of lines) available.set(sku, (available.get(sku) ?? 0) + sign * quantity);
  };
  const answer = (placementId: string): StockOutcome => ({ placementId, state: holds.get(placementId)?.state ?? 'RELEASED' });

  const reserve = ({ placementId, lines }: { placementId: string; lines: Line[] }): ReserveStockOutcome => {
    let hold = holds.get(placementId);
    if (!hold) {
      const shortages = lines.flatMap(({ sku, quantity }) => {
        const left = available.get(sku) ?? 0;
        return left < quantity ? [{ sku, requested: quantity, available: left }] : [];
      });
      if (shortages.length === 0) give(lines, -1);
      hold = { state: shortages.length === 0 ? 'HELD' : 'REFUSED', lines, shortages, since: now() };
      holds.set(placementId, hold);
      if (shortages.length > 0) everRefused.add(placementId);
    }
    return { placementId, state: hold.state, shortages: hold.shortages };
  };
  const commit = ({ placementId }: { placementId: string }): StockOutcome => {
    const hold = holds.get(placementId);
    if (hold?.state === 'HELD') hold.state = 'COMMITTED';
    return answer(placementId);
  };
  /** Where nothing is, a mark stays behind, so that a late reserve holds nothing. */
  const release = ({ placementId }: { placementId: string }): StockOutcome => {
    const hold = holds.get(placementId);
    if (!hold) holds.set(placementId, { state: 'RELEASED', lines: [], shortages: [], since: now() });
    if (hold?.state === 'HELD') {
      give(hold.lines, 1);
      hold.state = 'RELEASED';
    }
    return answer(placementId);
  };
  const giveBack = ({ placementId }: { placementId: string }): StockOutcome => {
    const hold = holds.get(placementId);
    if (hold?.state === 'COMMITTED') {
      give(hold.lines, 1);
      hold.state = 'RETURNED';
    }
    return answer(placementId);
  };

  return {
    /** Takes back what is about to be done for this placement. */
    remember: (id: string): (() => void) => {
      const hold = holds.get(id);
      const [before, left] = [hold && { ...hold }, new Map(available)];
      return () => {
        if (before) holds.set(id, before);
        else holds.delete(id);
        for (const [sku, units] of left) available.set(sku, units);
      };
    },
    reserve,
    commit,
    release,
    giveBack,
    state: (id: string) => holds.get(id)?.state,
    refused: (id: string) => everRefused.has(id),
    /** Open holds that are this old. */
    old: (ms: number) => [...holds].filter(([, hold]) => hold.state === 'HELD' && hold.since + ms <= now()).map(([id]) => id),
    extend: (id: string) => {
      const hold = holds.get(id);
      if (hold) hold.since = now();
    },
    /** Units that are neither there nor held by anybody, or that are there twice: 0 for each SKU, always. */
    missing: () =>
      [...opening].flatMap(([sku, units]) => {
        const taken = [...holds.values()]
          .filter(({ state }) => state === 'HELD' || state === 'COMMITTED')
          .flatMap(({ lines }) => lines.filter((line) => line.sku === sku))
          .reduce((sum, { quantity }) => sum + quantity, 0);
        const left = available.get(sku) ?? 0;
        return left + taken === units && left >= 0 ? [] : [`${sku}: ${units} at first, ${left} left and ${taken} taken`];
      }),
  };
}
