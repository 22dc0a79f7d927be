import { failpoint } from '@cartograph/kit/failpoints';
import type { Wakeable } from '@cartograph/kit/work';
import type { Calls } from '#placing/calls';
import type { Journal } from '#placing/journal';
import type { Reads } from '#placing/reads';
import type { Placement } from '#placing/rules/placement';
import { judgePayment } from '#placing/rules/verdicts';
import type { Watch } from '#placing/watch';

export interface GivingUp {
  calls: Pick<Calls, 'payments'>;
  journal: Pick<Journal, 'abort'>;
  watch: Watch;
  work: Wakeable;
  reads: Pick<Reads, 'byId'>;
}

/** Another process may decide: without news from this one, the row is read this often. */
const pollMs = 200;

/**
 * Gives an open challenge up, and follows the placement until everything is let go or it is confirmed; gives it as it stands then, or at
 * `deadline`. Payments is asked to close the challenge first, by compare-and-set: only what is closed there is given up here, and what the
 * bank was told to accept goes on. A worker that dies in between leaves it to the next drive, which hears of the closed challenge.
 */
export async function giveUpChallenge(deps: GivingUp, placement: Placement, deadline: number): Promise<Placement> {
  for (let current = placement; ; ) {
    if (current.state === 'confirmed' || current.state === 'completed' || current.state === 'aborted') return current;
    if (current.state === 'pending' && current.facts.challenge) current = await close(deps, current);
    if (current.state === 'aborting' || current.facts.challenge) await deps.work.wake(current.id);
    const left = deadline - Date.now();
    if (left <= 0) return current;
    const told = await deps.watch.next(current.id, Math.min(left, pollMs));
    const read = told ?? (await deps.reads.byId(current.id));
    if (!read) throw new Error('a placement that was there is gone');
    current = read;
  }
}

async function close({ calls, journal, watch, reads }: GivingUp, placement: Placement): Promise<Placement> {
  const { id } = placement;
  const payment = await calls.payments.closeChallenges({ placementId: id });
  failpoint('orders.cancel_placement.after_close');
  if (payment.state !== 'DECLINED') return placement;
  const verdict = judgePayment({ ...payment, redirectUrl: null, expiresAt: null }, placement.facts, Date.now());
  if (verdict.kind !== 'abort') return placement;
  const { challenge: _, ...facts } = verdict.facts;
  if (!(await journal.abort(id, facts, verdict.problems))) return (await reads.byId(id)) ?? placement;
  const aborting: Placement = { ...placement, state: 'aborting', facts, problems: verdict.problems };
  watch.tell(id, aborting);
  return aborting;
}
