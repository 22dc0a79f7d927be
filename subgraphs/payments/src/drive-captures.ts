import { failpoint } from '@cartograph/kit/failpoints';
import { captureEvents } from '#build-events';
import type { Deps } from '#deps';
import type { AskedPayment, CaptureOutcome, Payment } from '#rules/payment';
import { updateCaptures } from '#settlement-store';
import { type Asked, inParallel, tryProvider } from '#try-provider';

/** Asks the provider for the money of captures under way and stores what it says; gives the rows it changed. */
export async function driveCaptures(deps: Deps, payments: readonly AskedPayment[]): Promise<Payment[]> {
  if (payments.length === 0) return [];
  const asked = await inParallel(payments, async (payment) => ({ payment, ...(await askCapture(deps, payment)) }));
  failpoint('payments.capture_payments.after_provider');
  const changed = await updateCaptures(
    deps.db,
    asked.map(({ payment: { placementId }, state }) => ({ placementId, state })),
    asked.flatMap(({ attempts }) => attempts),
    asked.flatMap(({ payment, state }) => captureEvents(payment, state)),
  );
  failpoint('payments.capture_payments.after_commit');
  return changed;
}

/** Nothing to take is taken without asking. */
async function askCapture(
  deps: Deps,
  payment: AskedPayment,
): Promise<{ state: CaptureOutcome['state'] } & Pick<Asked<unknown>, 'attempts'>> {
  const { placementId: key, providerReference: reference, authorizedMinor: amountMinor } = payment;
  if (amountMinor === 0n) return { state: 'CAPTURED', attempts: [] };
  const { answer, attempts } = await tryProvider(deps, key, 'capture', (provider, options) =>
    provider.capture({ key, reference, amountMinor }, options),
  );
  return { state: !answer ? 'UNKNOWN' : answer.kind === 'captured' ? 'CAPTURED' : 'CAPTURE_REFUSED', attempts };
}
