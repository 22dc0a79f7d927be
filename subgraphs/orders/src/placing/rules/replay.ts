import { compareReplayed } from '#placing/rules/compare-replayed';
import type { Evidence, PlacementFacts } from '#placing/rules/facts';
import { judgeEvidence } from '#placing/rules/judge-evidence';
import { decisionOf, type Reached, type Recorded, type Replayed, type ReplayedVerdict } from '#placing/rules/replayed';
import type { Verdict } from '#placing/rules/verdicts';

/** Decides a placement again, from the evidence that its row keeps, and tells where that comes to something else than was recorded. */
export function replay(placement: Recorded): Replayed {
  const { facts, state } = placement;
  const recorded = decisionOf[state];
  if (facts.trimmed) return { record: 'forgotten', verdicts: [], decision: recorded, differences: [] };
  const nothingYet = recorded === 'pending' && !facts.tries;
  if (!facts.heard && !nothingYet) return { record: 'none', verdicts: [], decision: recorded, differences: [] };
  const record = facts.unheard ? 'part' : 'whole';
  const { verdicts, reached } = decideAgain(placement, facts.unheard ? startOf(placement) : {});
  return { record, verdicts, decision: reached.decision, differences: compareReplayed(placement, verdicts, reached) };
}

function decideAgain(placement: Recorded, start: PlacementFacts): { verdicts: ReplayedVerdict[]; reached: Reached } {
  const verdicts: ReplayedVerdict[] = [];
  const reached: Reached = { decision: 'pending', facts: start, problems: null };
  for (const evidence of withVariants(placement.facts.heard ?? [])) {
    let verdict: Verdict | undefined;
    for (let time = 0; time < Math.min(evidence.times ?? 1, mostTimes); time += 1) {
      verdict = judgeEvidence(placement, evidence, reached.facts);
      if (verdict && verdict.kind !== 'superseded') reached.facts = verdict.facts;
    }
    const problems = verdict?.kind === 'abort' ? verdict.problems : [];
    verdicts.push({ evidence, verdict: verdict?.kind ?? 'unreadable', problems });
    if (verdict?.kind === 'abort') Object.assign(reached, { decision: 'aborting', problems });
    if (verdict?.kind === 'go' && evidence.step === 'payment') Object.assign(reached, { decision: 'confirmed', problems: null });
  }
  return { verdicts, reached };
}

/** Nothing is tried before all is on sale, which is not written down for itself. */
function withVariants(kept: readonly Evidence[]): Evidence[] {
  const first = kept.findIndex(({ step }) => step === 'tries');
  return first < 0 ? [...kept] : [...kept.slice(0, first), { step: 'variants', at: kept[first]?.at ?? 0 }, ...kept.slice(first)];
}

/** A placement is pending for minutes, and polled each few seconds: a count beyond this is no count. */
const mostTimes = 10_000;

/** The counters before the first that is kept: what is recorded less what the kept ones add. */
function startOf(placement: Recorded): PlacementFacts {
  const { facts } = decideAgain(placement, {}).reached;
  const before = (counter: 'tries' | 'authorizations'): number => Math.max(0, (placement.facts[counter] ?? 0) - (facts[counter] ?? 0));
  return { tries: before('tries'), authorizations: before('authorizations') };
}
