import type { Verdict } from './race.ts';

/** One cart that some ordered, at the version they had been shown, while others added to it. */
export interface RacedCart {
  placers: readonly string[];
  editors: readonly string[];
  /** Units that were shown, and units that became an order: none, if none was placed. */
  shown: number;
  ordered: readonly number[];
}

const count = (answers: readonly string[], wanted: string): number => answers.filter((answer) => answer === wanted).length;

/** Whoever comes first: either one order of what was shown and no change, or changes and no order. */
export function judgeCarts(carts: readonly RacedCart[]): Verdict {
  const verdict = { winners: 0, anomalies: [] as string[], ways: { ordered: 0, changed: 0 } };
  for (const [index, { placers, editors, shown, ordered }] of carts.entries()) {
    const say = (what: string): number => verdict.anomalies.push(`cart ${index}: ${what}`);
    const [placed, edited] = [count(placers, 'won'), count(editors, 'won')];
    verdict.winners += placed;
    verdict.ways[placed > 0 ? 'ordered' : 'changed'] += 1;
    for (const answer of [...placers, ...editors]) if (answer !== 'won' && answer !== 'refused') say(`one was answered ${answer}`);
    if (placed > 1) say(`became ${placed} orders`);
    if (placed > 0 && edited > 0) say(`was ordered at the version shown, and changed ${edited} times before that`);
    if (placed === 0 && edited < editors.length) say(`was not ordered, and only ${edited} of ${editors.length} changes were taken`);
    if (ordered.length !== placed) say(`${placed} were told of an order, and there are ${ordered.length}`);
    for (const units of ordered) if (units !== shown) say(`${shown} units were shown, and ${units} were ordered`);
  }
  return verdict;
}
