import { authorize } from '#placing/authorize-payment';
import type { DriveDependencies, Move, Newborn } from '#placing/drive';
import type { PlacementFacts } from '#placing/rules/facts';
import type { Placement } from '#placing/rules/placement';
import type { StoredProblem } from '#placing/rules/problem';
import { judgeHolds, judgeLate, judgePayment } from '#placing/rules/verdicts';
import { settle } from '#placing/settle-placement';
import { takeTries } from '#placing/take-tries';
import { undo } from '#placing/undo-placement';

/** While the buyer is at their bank, the payment is asked this often, beside the event that it was resolved. */
const challengePollMs = 5_000;

/** pending: Tries, payment, decision. */
export async function advance(deps: DriveDependencies, placement: Placement, life: string, ground?: Newborn['ground']): Move {
  const { id } = placement;
  const late = placement.abandoned ? judgeLate(placement.facts, Date.now()) : undefined;
  if (late) return abort(deps, placement, life, late.facts, late.problems);
  const tried = await takeTries(deps, placement, ground);
  if (tried.kind === 'abort') return abort(deps, placement, life, tried.facts, tried.problems);
  if (tried.kind !== 'go') return undefined;
  const payment = await authorize(deps, placement, tried.facts);
  const verdict = judgePayment(payment, tried.facts, Date.now());
  switch (verdict.kind) {
    case 'go':
      return confirm(deps, { ...placement, facts: verdict.facts }, life);
    case 'abort':
      return abort(deps, placement, life, verdict.facts, verdict.problems);
    case 'wait':
      return atTheBank(deps, placement, life, verdict.facts);
    case 'again':
      await deps.journal.saveFacts(id, verdict.facts);
      throw new Error(verdict.why);
    case 'superseded':
      return undefined;
  }
}

/** Nobody is sent there when too many wait already: what they hold has cost nobody anything yet. */
async function atTheBank(deps: DriveDependencies, placement: Placement, life: string, facts: PlacementFacts): Move {
  if (placement.facts.challenge) await deps.journal.saveFacts(placement.id, facts);
  else {
    const found = await deps.journal.keepChallenge(placement, facts);
    const verdict = found && judgeHolds(found, facts, Date.now());
    if (verdict?.kind === 'abort') return abort(deps, placement, life, verdict.facts, verdict.problems);
  }
  deps.watch.tell(placement.id);
  return { kind: 'wait', ms: challengePollMs };
}

async function confirm(deps: DriveDependencies, placement: Placement, life: string): Move {
  if (!(await deps.journal.confirm(placement, life))) return undefined;
  const confirmed: Placement = { ...placement, state: 'confirmed' };
  deps.watch.tell(placement.id, confirmed);
  return settle(deps, confirmed, life);
}

async function abort(deps: DriveDependencies, placement: Placement, life: string, facts: PlacementFacts, problems: StoredProblem[]): Move {
  const { challenge: _, ...rest } = facts;
  if (!(await deps.journal.abort(placement.id, rest, problems))) return undefined;
  const aborting: Placement = { ...placement, state: 'aborting', facts: rest, problems };
  deps.watch.tell(placement.id, aborting);
  return undo(deps, aborting, life);
}
