import type { Verdict } from './race.ts';

export interface Claims {
  /** How many may have it. */
  limit: number;
  answers: readonly string[];
  /** How many have it, as the books say. */
  taken: number;
}

/** Many want what there is for `limit`: exactly so many get it, all others are refused, and the books agree. */
export function judgeClaims({ limit, answers, taken }: Claims): Verdict {
  const winners = answers.filter((answer) => answer === 'won').length;
  const anomalies: string[] = [];
  const due = Math.min(limit, answers.length);
  if (winners !== due) anomalies.push(`${winners} of ${answers.length} won, and it is there for ${due}`);
  if (taken !== winners) anomalies.push(`${winners} won, and the books say ${taken}`);
  for (const [answer, count] of countOther(answers)) anomalies.push(`${count} were answered ${answer}`);
  return { winners, anomalies };
}

function countOther(answers: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const answer of answers) if (answer !== 'won' && answer !== 'refused') counts.set(answer, (counts.get(answer) ?? 0) + 1);
  return counts;
}
