import { type Repeated, repeat } from '@cartograph/kit/repeat';
import { capturePayments } from '#capture-payments';
import type { Deps } from '#deps';
import { driveAuthorizations } from '#drive-authorizations';
import { expireChallenges } from '#expire-challenges';
import { loadPayments } from '#payment-store';
import { refundPayments } from '#refund-payments';
import { wasAsked } from '#rules/payment';
import { findUnsettled } from '#settlement-store';
import { voidPayments } from '#void-payments';

/** Younger ones are still in the hands of the command that began them. */
const abandonedAfterMs = 10_000;

/** Finishes what nobody finished: expired challenges, and what a worker that died left under way. Any number of replicas may run it. */
export async function resumePayments(deps: Deps, olderThanMs: number = abandonedAfterMs): Promise<void> {
  await expireChallenges(deps);
  const { authorizing, capturing, voiding, refunds } = await findUnsettled(deps.db, olderThanMs);
  const asCommands = (ids: readonly string[]) => ids.map((placementId) => ({ placementId }));
  if (authorizing.length > 0) await driveAuthorizations(deps, (await loadPayments(deps.db, authorizing)).filter(wasAsked));
  if (capturing.length > 0) await capturePayments(deps, asCommands(capturing));
  if (voiding.length > 0) await voidPayments(deps, asCommands(voiding));
  if (refunds.length > 0) await refundPayments(deps, refunds);
}

/** Runs `resumePayments` at start and every 5 s. */
export const startSweep = (deps: Deps): Repeated =>
  repeat(() => resumePayments(deps), { everyMs: 5_000, log: deps.log, failed: 'payments could not be resumed', atOnce: true });
