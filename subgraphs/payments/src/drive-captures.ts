import { failpoint } from '@cartograph/kit/failpoints';
import type { Deps } from '#deps';
import type { Payment } from '#payment';
import { type CaptureOutcome, updateCaptures } from '#settlement-store';
import { inParallel, tryProvider } from '#try-provider';

/** Asks the provider for the money of captures under way and stores what it says; gives the rows it changed. */
export async function driveCaptures(deps: Deps, payments: readonly Payment[]): Promise<Payment[]> {
  if (payments.length === 0) return [];
  const asked = await inParallel(payments, async ({ placementId: key, providerReference: reference, authorizedMinor: amountMinor }) => {
    const { answer, attempts } = await tryProvider(deps, key, 'capture', (provider, options) =>
      provider.capture({ key, reference, amountMinor }, options),
    );
    const state: CaptureOutcome['state'] = !answer ? 'UNKNOWN' : answer.kind === 'captured' ? 'CAPTURED' : 'CAPTURE_REFUSED';
    return { outcome: { placementId: key, state }, attempts };
  });
  failpoint('payments.capture_payments.after_provider');
  const changed = await updateCaptures(
    deps.db,
    asked.map(({ outcome }) => outcome),
    asked.flatMap(({ attempts }) => attempts),
  );
  failpoint('payments.capture_payments.after_commit');
  return changed;
}
