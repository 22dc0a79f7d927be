import { randomBytes } from 'node:crypto';
import { failpoint } from '@cartograph/kit/failpoints';
import { updateAuthorizations } from '#authorization-store';
import { authorizationEvents } from '#build-events';
import type { Deps } from '#deps';
import { askVoids } from '#drive-voids';
import { insertAttemptList, loadPayments } from '#payment-store';
import { outcomeOf } from '#rules/authorization';
import type { Charge } from '#rules/charge';
import type { AskedPayment, Payment } from '#rules/payment';
import { reopenVoids } from '#settlement-store';
import { type Asked, inParallel, tryProvider } from '#try-provider';

/** Asks the provider for payments that wait for it, and stores and gives what became of them. */
export async function driveAuthorizations(deps: Deps, payments: readonly AskedPayment[]): Promise<Payment[]> {
  if (payments.length === 0) return [];
  const asked = await inParallel(payments, async (payment) => {
    const { answer, attempts } = await askAuthorization(deps, payment);
    return { payment, answer, attempts, outcome: outcomeOf(payment.placementId, answer, randomBytes(32).toString('base64url')) };
  });
  failpoint('payments.authorize_payments.after_provider');
  const changed = await updateAuthorizations(
    deps.db,
    asked.map(({ outcome }) => outcome),
    asked.flatMap(({ attempts }) => attempts),
    asked.flatMap(({ payment, outcome }) => authorizationEvents(payment, outcome)),
    deps.challengeMinutes,
  );
  failpoint('payments.authorize_payments.after_commit');
  const done = new Set(changed.map(({ placementId }) => placementId));
  const missed = asked.filter(({ payment }) => !done.has(payment.placementId));
  if (missed.length === 0) return changed;
  const current = await loadPayments(
    deps.db,
    missed.map(({ payment }) => payment.placementId),
  );
  await takeBack(deps, current, missed);
  return [...changed, ...current];
}

const askAuthorization = (deps: Deps, payment: AskedPayment): Promise<Asked<Charge>> => {
  const { placementId: key, amountMinor, currency, token, providerReference: reference } = payment;
  if (payment.challengeAcceptedAt)
    return tryProvider(deps, key, 'confirm', (provider, options) => provider.confirm({ key, reference }, options));
  if (token === null) throw new Error(`payment ${key} is not decided and has no token`);
  return tryProvider(deps, key, 'authorize', (provider, options) => provider.authorize({ key, amountMinor, currency, token }, options));
};

/** A void won while the provider was asked: what it held is let go again, and left to the sweep when that cannot be learned. */
async function takeBack(deps: Deps, current: readonly Payment[], missed: readonly { payment: Payment; answer: Charge | undefined }[]) {
  const held = new Map(missed.map(({ payment, answer }) => [payment.placementId, answer]));
  const late = current.filter(({ placementId, state }) => {
    const kind = held.get(placementId)?.kind;
    return state === 'VOIDED' && (kind === 'authorized' || kind === 'challenged');
  });
  if (late.length === 0) return;
  const { outcomes, attempts } = await askVoids(deps, late);
  await insertAttemptList(deps.db, attempts);
  const open = outcomes.filter(({ state }) => state === 'UNKNOWN').map(({ placementId }) => placementId);
  if (open.length > 0) await reopenVoids(deps.db, open);
}
