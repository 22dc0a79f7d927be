import { failpoint } from '@cartograph/kit/failpoints';
import { insertPayments } from '#authorization-store';
import type { Deps } from '#deps';
import { driveAuthorizations } from '#drive-authorizations';
import { expireChallenges } from '#expire-challenges';
import { loadPayments } from '#payment-store';
import { type AuthorizedPayment, type AuthorizePaymentCommand, answerOf } from '#rules/authorization';
import { awaitsAuthorization, type Payment, wasAsked } from '#rules/payment';

/**
 * Holds money, once a placement: the durable row first, then the provider with the placement's id as its key. A repeat gives what is
 * final as it is stored, and asks again, with the same key, where nothing is known yet.
 */
export async function authorizePayments(deps: Deps, commands: readonly AuthorizePaymentCommand[]): Promise<AuthorizedPayment[]> {
  const byPlacement = new Map<string, Payment>();
  const keep = (list: readonly Payment[]): void => list.forEach((payment) => byPlacement.set(payment.placementId, payment));
  keep(await insertPayments(deps.db, commands));
  failpoint('payments.authorize_payments.after_intent');
  // A second statement sees rows that a concurrent one inserted after the first began.
  const repeated = commands.map(({ placementId }) => placementId).filter((id) => !byPlacement.has(id));
  if (repeated.length > 0) keep(await loadPayments(deps.db, repeated));
  const challenged = [...byPlacement.values()].filter(({ state }) => state === 'CHALLENGED');
  if (challenged.length > 0)
    keep(
      await expireChallenges(
        deps,
        challenged.map(({ placementId }) => placementId),
      ),
    );
  keep(await driveAuthorizations(deps, [...byPlacement.values()].filter(awaitsAuthorization).filter(wasAsked)));
  return commands.map(({ placementId }) => {
    const payment = byPlacement.get(placementId);
    if (!payment) throw new Error(`payment ${placementId} is not there after it was written`);
    return answerOf(payment, deps.publicUrl);
  });
}
