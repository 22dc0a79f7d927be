import { failpoint } from '@cartograph/kit/failpoints';
import { type PlacementCommand, type SettledPayment, settledAnswers, withStored } from '#capture-payments';
import type { Deps } from '#deps';
import { driveCaptures } from '#drive-captures';
import { driveVoids } from '#drive-voids';
import { wasAsked } from '#rules/payment';
import { claimVoids } from '#settlement-store';

/**
 * Lets the money go, and refuses a placement that comes later. Where nobody heard the provider's answer it is learned with the same
 * key first. UNKNOWN: repeat it. What is in capture is captured first: the two exclude each other.
 */
export async function voidPayments(deps: Deps, commands: readonly PlacementCommand[]): Promise<SettledPayment[]> {
  const ids = [...new Set(commands.map(({ placementId }) => placementId))].sort();
  const claimed = await claimVoids(deps.db, ids);
  failpoint('payments.void_payments.after_claim');
  const byPlacement = await withStored(deps, ids, claimed);
  const stored = [...byPlacement.values()];
  const driven = stored.filter(({ state }) => state === 'VOIDING' || state === 'CAPTURING');
  const voided = await driveVoids(
    deps,
    driven.filter(({ state }) => state === 'VOIDING'),
  );
  const captured = await driveCaptures(
    deps,
    driven.filter(wasAsked).filter(({ state }) => state === 'CAPTURING'),
  );
  failpoint('payments.void_payments.after_commit');
  return settledAnswers(deps, commands, byPlacement, driven, [...voided, ...captured]);
}
