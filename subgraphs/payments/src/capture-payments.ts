import { failpoint } from '@cartograph/kit/failpoints';
import type { Deps } from '#deps';
import { driveCaptures } from '#drive-captures';
import { loadPayments } from '#payment-store';
import { type Payment, type PaymentAnswer, settlementAnswer, wasAsked } from '#rules/payment';
import { claimCaptures } from '#settlement-store';

export interface PlacementCommand {
  placementId: string;
}

export interface SettledPayment {
  placementId: string;
  state: PaymentAnswer;
}

/** Takes the money that is held. UNKNOWN: the reply is lost, repeat it. Throws for a placement that was never authorized here. */
export async function capturePayments(deps: Deps, commands: readonly PlacementCommand[]): Promise<SettledPayment[]> {
  const ids = [...new Set(commands.map(({ placementId }) => placementId))].sort();
  const claimed = await claimCaptures(deps.db, ids);
  failpoint('payments.capture_payments.after_claim');
  const byPlacement = await withStored(deps, ids, claimed);
  const capturing = [...byPlacement.values()].filter(wasAsked).filter(({ state }) => state === 'CAPTURING');
  const changed = await driveCaptures(deps, capturing);
  return settledAnswers(deps, commands, byPlacement, capturing, changed);
}

/** The changed rows, and the others as they are stored, by placement. */
export async function withStored(deps: Deps, ids: readonly string[], changed: readonly Payment[]): Promise<Map<string, Payment>> {
  const byPlacement = new Map(changed.map((payment) => [payment.placementId, payment]));
  const others = ids.filter((id) => !byPlacement.has(id));
  if (others.length > 0) for (const payment of await loadPayments(deps.db, others)) byPlacement.set(payment.placementId, payment);
  return byPlacement;
}

/** In the order of the commands; rows that were driven and not changed are read again, since another worker may have finished them. */
export async function settledAnswers(
  deps: Deps,
  commands: readonly PlacementCommand[],
  byPlacement: Map<string, Payment>,
  driven: readonly Payment[],
  changed: readonly Payment[],
): Promise<SettledPayment[]> {
  const drivenIds = driven.map(({ placementId }) => placementId);
  if (driven.length > 0) for (const [id, payment] of await withStored(deps, drivenIds, changed)) byPlacement.set(id, payment);
  return commands.map(({ placementId }) => {
    const payment = byPlacement.get(placementId);
    if (!payment) throw new Error(`no payment for placement ${placementId}`);
    return { placementId, state: settlementAnswer(payment.state) };
  });
}
