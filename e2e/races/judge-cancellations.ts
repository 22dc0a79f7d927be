import type { Verdict } from './race.ts';

/** What became of orders that were all cancelled while they were being settled. */
export interface Cancellations {
  answers: readonly string[];
  /** Orders whose money is neither let go nor back in full. */
  unpaidBack: number;
  /** Orders that the provider paid back more than once, or beyond what it took. */
  paidBackTwice: number;
  /** Orders a way that their money went. */
  ways: Readonly<Record<string, number>>;
  /** What should be there again, and what is. */
  returned: Readonly<Record<string, { due: number; found: number }>>;
}

/** Every cancellation wins, and everything is as if nobody had ever ordered. */
export function judgeCancellations({ answers, unpaidBack, paidBackTwice, returned, ways }: Cancellations): Verdict {
  const winners = answers.filter((answer) => answer === 'won').length;
  const anomalies = [...new Set(answers)].filter((answer) => answer !== 'won').map((answer) => `one was answered ${answer}`);
  if (unpaidBack !== 0) anomalies.push(`${unpaidBack} of ${winners} cancelled orders keep money`);
  if (paidBackTwice !== 0) anomalies.push(`${paidBackTwice} of ${winners} cancelled orders were paid back twice`);
  for (const [what, { due, found }] of Object.entries(returned))
    if (due !== found) anomalies.push(`${found} ${what}, and ${due} are right`);
  return { winners, anomalies, ways };
}
