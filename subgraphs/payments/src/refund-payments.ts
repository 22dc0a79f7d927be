import { failpoint } from '@cartograph/kit/failpoints';
import { refundEvents } from '#build-events';
import type { Deps } from '#deps';
import { insertRefunds, loadRefunds, lockPayments, type RefundOutcome, updateRefunds } from '#refund-store';
import type { Payment } from '#rules/payment';
import { decideRefunds, type Refund, type RefundDecision, type RefundedPayment, type RefundPaymentCommand } from '#rules/refund';
import { inParallel, tryProvider } from '#try-provider';

interface Claimed extends RefundDecision {
  /** As they stand before the provider is asked, by refund id. */
  refunds: Map<string, Refund>;
  payments: Map<string, Payment>;
}

/**
 * Gives money back, once a refund id and never more than was captured. What is left is claimed under the payment's lock before the
 * provider is asked. UNKNOWN: repeat it.
 */
export async function refundPayments(deps: Deps, commands: readonly RefundPaymentCommand[]): Promise<RefundedPayment[]> {
  const { refunds, payments, nothing, tooEarly } = await claimRefunds(deps, commands);
  failpoint('payments.refund_payments.after_claim');
  const pending = [...refunds.values()].filter(({ state }) => state === 'PENDING');
  for (const { refund, state } of await driveRefunds(deps, pending, payments))
    if (state !== 'UNKNOWN') refunds.set(refund.refundId, { ...refund, state });
  failpoint('payments.refund_payments.after_commit');
  return commands.map(({ placementId, refundId }) => {
    const refund = refunds.get(refundId);
    if (refund && refund.placementId !== placementId) throw new Error(`refund ${refundId} belongs to another placement`);
    const without = tooEarly.has(refundId) ? 'UNKNOWN' : nothing.has(refundId) ? 'REFUNDED' : 'REFUND_REFUSED';
    const state = refund ? answers[refund.state] : without;
    return { placementId, refundId, state, refundedMinor: refund && state === 'REFUNDED' ? refund.amountMinor : 0n };
  });
}

const answers = { PENDING: 'UNKNOWN', REFUNDED: 'REFUNDED', REFUSED: 'REFUND_REFUSED' } as const;

const claimRefunds = (deps: Deps, commands: readonly RefundPaymentCommand[]): Promise<Claimed> =>
  deps.db.transaction(async (tx) => {
    const placementIds = [...new Set(commands.map(({ placementId }) => placementId))].sort();
    const refundIds = commands.map(({ refundId }) => refundId);
    const payments = await lockPayments(tx, placementIds);
    const missing = placementIds.find((id) => !payments.some(({ placementId }) => placementId === id));
    if (missing) throw new Error(`no payment for placement ${missing}`);
    const existing = await loadRefunds(tx, placementIds, refundIds);
    const captured = new Map(payments.map(({ placementId, capturedMinor }) => [placementId, capturedMinor]));
    const capturing = new Set(payments.filter(({ state }) => state === 'CAPTURING').map(({ placementId }) => placementId));
    const decision = decideRefunds(commands, captured, existing, capturing);
    if (decision.claims.length > 0) await insertRefunds(tx, decision.claims);
    const asked = new Set(refundIds);
    const known = [...existing.filter(({ refundId }) => asked.has(refundId)), ...decision.claims];
    return {
      ...decision,
      refunds: new Map(known.map((refund) => [refund.refundId, refund])),
      payments: new Map(payments.map((payment) => [payment.placementId, payment])),
    };
  });

async function driveRefunds(deps: Deps, pending: readonly Refund[], payments: ReadonlyMap<string, Payment>): Promise<RefundOutcome[]> {
  if (pending.length === 0) return [];
  const asked = await inParallel(pending, async (refund) => {
    const { placementId, refundId: key, amountMinor } = refund;
    const reference = payments.get(placementId)?.providerReference ?? '';
    const { answer, attempts } = await tryProvider(deps, placementId, 'refund', (provider, options) =>
      provider.refund({ key, reference, amountMinor }, options),
    );
    const state: RefundOutcome['state'] = !answer ? 'UNKNOWN' : answer.kind === 'refunded' ? 'REFUNDED' : 'REFUSED';
    return { outcome: { refund, state }, attempts };
  });
  failpoint('payments.refund_payments.after_provider');
  const outcomes = asked.map(({ outcome }) => outcome);
  await updateRefunds(
    deps.db,
    outcomes,
    asked.flatMap(({ attempts }) => attempts),
    pending.flatMap((refund) => {
      const currency = payments.get(refund.placementId)?.currency;
      return currency ? [refundEvents(refund, currency)] : [];
    }),
  );
  return outcomes;
}
