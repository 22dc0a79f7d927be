export interface RefundPaymentCommand {
  placementId: string;
  /** Chosen by the caller: the same id is refunded once. */
  refundId: string;
  /** Null for all that is left. */
  amountMinor: bigint | null;
}

export interface RefundedPayment {
  placementId: string;
  refundId: string;
  /** UNKNOWN: the reply is lost, repeat it. */
  state: 'REFUNDED' | 'REFUND_REFUSED' | 'UNKNOWN';
  /** What this refund gave back; 0 unless REFUNDED. */
  refundedMinor: bigint;
}

export interface Refund {
  refundId: string;
  placementId: string;
  amountMinor: bigint;
  /** PENDING counts against what is left, so that refunds together never exceed what was captured. */
  state: 'PENDING' | 'REFUNDED' | 'REFUSED';
}

/**
 * `claims` are to be made and stored as PENDING; `nothing` gives back 0, since nothing is left; `tooEarly` has to be asked again, since
 * a capture is under way; the rest is refused or was known.
 */
export interface RefundDecision {
  claims: Refund[];
  nothing: ReadonlySet<string>;
  tooEarly: ReadonlySet<string>;
}

/** Decides commands in order against what was captured and claimed; the caller holds the payments' locks. */
export function decideRefunds(
  commands: readonly RefundPaymentCommand[],
  captured: ReadonlyMap<string, bigint>,
  existing: readonly Refund[],
  capturing: ReadonlySet<string> = new Set(),
): RefundDecision {
  const left = new Map(captured);
  const known = new Set<string>();
  const take = ({ placementId, amountMinor }: Refund): unknown => left.set(placementId, (left.get(placementId) ?? 0n) - amountMinor);
  for (const refund of existing) {
    known.add(refund.refundId);
    if (refund.state !== 'REFUSED') take(refund);
  }
  const claims: Refund[] = [];
  const nothing = new Set<string>();
  const tooEarly = new Set<string>();
  for (const { placementId, refundId, amountMinor } of commands) {
    if (known.has(refundId)) continue;
    known.add(refundId);
    if (capturing.has(placementId)) {
      tooEarly.add(refundId);
      continue;
    }
    const available = left.get(placementId) ?? 0n;
    const amount = amountMinor ?? available;
    if (amount === 0n) nothing.add(refundId);
    if (amount <= 0n || amount > available) continue;
    const refund: Refund = { refundId, placementId, amountMinor: amount, state: 'PENDING' };
    take(refund);
    claims.push(refund);
  }
  return { claims, nothing, tooEarly };
}
