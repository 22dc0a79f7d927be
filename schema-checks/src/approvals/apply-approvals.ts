import type { Approval, Finding, JudgedChange } from '../model.ts';
import { addDays } from './dates.ts';

/** An approval is a debt with a date. One that could outlive a year would be forgotten. */
export const longestDays = 365;

export interface ApprovedChanges {
  changes: JudgedChange[];
  findings: Finding[];
}

/**
 * Lets changes that fail pass where somebody approved them. `today` is an ISO date.
 * An approval past its date fails the check whether or not its change is still there, so that the list stays true.
 */
export function applyApprovals(changes: readonly JudgedChange[], approvals: readonly Approval[], today: string): ApprovedChanges {
  const latest = addDays(today, longestDays);
  const judged = approvals.map((approval) => ({ approval, refusal: refusalOf(approval, today, latest) }));
  const live = new Map(judged.flatMap(({ approval, refusal }) => (refusal ? [] : [[approval.change, approval] as const])));
  const byId = new Map(changes.map((change) => [change.id, change]));
  return {
    changes: changes.map((change) => {
      const approval = live.get(change.id);
      return approval && change.verdict.kind === 'fails'
        ? { ...change, verdict: { kind: 'passes', because: 'approved', approval } }
        : change;
    }),
    findings: judged.flatMap(({ approval, refusal }) => refusal ?? needlessness(approval, byId.get(approval.change))),
  };
}

function refusalOf(approval: Approval, today: string, latest: string): Finding | undefined {
  const { change, who, until } = approval;
  if (until < today)
    return {
      ...about(approval),
      rule: 'approval-expired',
      severity: 'error',
      message: `The approval of ${change} by ${who} ended on ${until}.`,
      advice: 'Remove it if the change is merged; otherwise undo the change, or have it approved anew with a later date.',
    };
  if (until > latest)
    return {
      ...about(approval),
      rule: 'approval-too-long',
      severity: 'error',
      message: `The approval of ${change} by ${who} runs until ${until}: more than ${longestDays} days.`,
      advice: `Choose a date until ${latest}.`,
    };
  return undefined;
}

/** An approval that approves nothing: told, but no reason to fail, since a merge does this to every approval. */
function needlessness(approval: Approval, change: JudgedChange | undefined): Finding[] {
  const { kind, because } = change?.verdict ?? {};
  if (kind === 'fails' || because === 'approved') return [];
  return [
    change === undefined
      ? {
          ...about(approval),
          rule: 'approval-unmatched',
          severity: 'info',
          message: `No change is called ${approval.change}: it may be merged already.`,
          advice: 'Remove the approval.',
        }
      : {
          ...about(approval),
          rule: 'approval-unneeded',
          severity: 'info',
          message: `${approval.change} passes without its approval: ${change.evidence || change.reason}`,
          advice: 'Remove the approval, unless an operation that uses the change is on its way.',
        },
  ];
}

const about = ({ change, place }: Approval): { path: string; place?: NonNullable<Approval['place']> } => ({
  path: change.split(' ')[1] ?? change,
  ...(place && { place }),
});
