import { type Difference, same } from '#placing/rules/difference';
import type { PlacementFacts } from '#placing/rules/facts';
import type { StoredProblem } from '#placing/rules/problem';
import { type Decision, decisionOf, type Reached, type Recorded, type ReplayedVerdict } from '#placing/rules/replayed';

/** The facts that decisions make, and the step that makes them; `variants` and `quote` are what they are made from. */
const madeBy = {
  price: 'tries',
  stock: 'tries',
  points: 'tries',
  tries: 'tries',
  payment: 'payment',
  authorizations: 'payment',
  challenge: 'payment',
} as const;

/** Where what is recorded and what the rules come to now are not the same. */
export function compareReplayed(
  { state, facts, problems }: Recorded,
  verdicts: readonly ReplayedVerdict[],
  { decision, ...now }: Reached,
): Difference[] {
  const found: Difference[] = [];
  const recorded = decisionOf[state];
  const last = verdicts.at(-1)?.evidence.step;
  for (const [index, { evidence, verdict, problems: reasons }] of verdicts.entries()) {
    const ends = verdict === 'abort' || (verdict === 'go' && evidence.step === 'payment');
    const is = verdict === 'abort' ? `abort: ${reasons.map(({ code }) => code).join(', ')}` : verdict;
    const endsEarly = ends && index < verdicts.length - 1;
    if (endsEarly || verdict === 'superseded' || verdict === 'unreadable')
      found.push({ where: evidence.step, of: 'verdict', recorded: 'it went on', now: is });
  }
  if (decision !== recorded) found.push({ where: last ?? 'decision', of: 'decision', recorded, now: spoken(decision, now.problems) });
  else if (!same(problems, now.problems)) found.push({ where: last ?? 'decision', of: 'problems', recorded: problems, now: now.problems });
  if (recorded === 'confirmed' && !now.facts.quote)
    found.push({ where: 'tries', of: 'facts.quote', recorded: facts.quote, now: 'no order without a frozen price' });
  // What is given up has no challenge any more.
  const { challenge, ...rest } = now.facts;
  const made: PlacementFacts = decision === 'pending' && challenge ? { ...rest, challenge } : rest;
  for (const [name, where] of Object.entries(madeBy) as [keyof typeof madeBy, string][])
    if (!same(facts[name], made[name])) found.push({ where, of: `facts.${name}`, recorded: facts[name], now: made[name] });
  return found;
}

const spoken = (decision: Decision, problems: StoredProblem[] | null): string =>
  decision === 'aborting' && problems ? `aborting: ${problems.map(({ code }) => code).join(', ')}` : decision;
