import type { Deps } from '#deps';
import type { Attempt } from '#rules/attempt';
import type { Payment } from '#rules/payment';
import { updateVoids, type VoidOutcome } from '#settlement-store';
import { inParallel, tryProvider } from '#try-provider';

/** Asks the provider to let go of payments, learning first of those whose answer was never heard; stores nothing. */
export async function askVoids(deps: Deps, payments: readonly Payment[]): Promise<{ outcomes: VoidOutcome[]; attempts: Attempt[] }> {
  const asked = await inParallel(payments, (payment) => askVoid(deps, payment));
  return { outcomes: asked.map(({ outcome }) => outcome), attempts: asked.flatMap(({ attempts }) => attempts) };
}

/** The same, and stores it: VOIDING becomes VOIDED. Gives the rows it changed. */
export async function driveVoids(deps: Deps, payments: readonly Payment[]): Promise<Payment[]> {
  if (payments.length === 0) return [];
  const { outcomes, attempts } = await askVoids(deps, payments);
  return updateVoids(deps.db, outcomes, attempts);
}

async function askVoid(
  deps: Deps,
  { placementId: key, providerReference, authorizedMinor }: Payment,
): Promise<{ outcome: VoidOutcome; attempts: Attempt[] }> {
  const attempts: Attempt[] = [];
  const result = (state: VoidOutcome['state'], reference: string | null, held: boolean) => ({
    outcome: { placementId: key, state, reference, held: held || authorizedMinor > 0n },
    attempts,
  });
  let reference = providerReference;
  let held = false;
  if (reference === null) {
    const found = await tryProvider(deps, key, 'find', (provider, options) => provider.find({ key }, options));
    attempts.push(...found.attempts);
    if (found.answer === undefined) return result('UNKNOWN', null, false);
    reference = found.answer?.reference ?? null;
    held = found.answer?.kind === 'authorized';
  }
  const voided = await tryProvider(deps, key, 'void', (provider, options) => provider.void({ key, reference }, options));
  attempts.push(...voided.attempts);
  if (voided.answer?.kind === 'refused')
    deps.log.error({ placementId: key, reason: voided.answer.reason }, 'the payment provider does not let go of a payment');
  return result(voided.answer?.kind === 'voided' ? 'VOIDED' : 'UNKNOWN', reference, held);
}
