import type { Difference } from '#placing/rules/difference';
import type { Evidence, PlacementFacts } from '#placing/rules/facts';
import type { Placement } from '#placing/rules/placement';
import type { StoredProblem } from '#placing/rules/problem';
import type { Verdict } from '#placing/rules/verdicts';

export interface ReplayedVerdict {
  evidence: Evidence;
  /** What the rules say to it now; of a repeated one, the last time. unreadable: no such evidence is ever kept. */
  verdict: Verdict['kind'] | 'unreadable';
  problems: StoredProblem[];
}

export interface Replayed {
  /** whole: from the intent on; part: the first evidence is not kept; none: decided before any was; forgotten: after its time. */
  record: 'whole' | 'part' | 'none' | 'forgotten';
  verdicts: ReplayedVerdict[];
  /** What the verdicts come to. */
  decision: Decision;
  differences: Difference[];
}

export type Decision = 'pending' | 'confirmed' | 'aborting';
export type Recorded = Pick<Placement, 'state' | 'request' | 'facts' | 'problems'>;

export const decisionOf: Record<Placement['state'], Decision> = {
  pending: 'pending',
  confirmed: 'confirmed',
  completed: 'confirmed',
  aborting: 'aborting',
  aborted: 'aborting',
};

/** What the verdicts come to. */
export interface Reached {
  decision: Decision;
  facts: PlacementFacts;
  problems: StoredProblem[] | null;
}
