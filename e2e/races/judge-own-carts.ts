import type { Verdict } from './race.ts';

/** What a customer who sent several additions at once has afterwards. */
export interface RacedCustomer {
  answers: readonly string[];
  carts: number;
  /** Units over all of them. */
  units: number;
  expected: number;
}

/** All are answered, all that was added is there once, and it is in one cart. */
export function judgeOwnCarts(customers: readonly RacedCustomer[]): Verdict {
  const verdict: Verdict = { winners: 0, anomalies: [] };
  for (const [index, { answers, carts, units, expected }] of customers.entries()) {
    const say = (what: string): number => verdict.anomalies.push(`customer ${index}: ${what}`);
    for (const answer of answers) if (answer !== 'won') say(`one was answered ${answer}`);
    if (carts !== 1) say(`has ${carts} carts`);
    if (units !== expected) say(`added ${expected} units, and has ${units}`);
    if (carts === 1 && units === expected) verdict.winners += 1;
  }
  return verdict;
}
