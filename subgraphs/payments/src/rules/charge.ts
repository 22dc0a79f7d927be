/** Where a charge stands at the provider. `reference` is the provider's own id of it. */
export type Charge =
  | { kind: 'authorized'; reference: string }
  | { kind: 'declined'; reference: string | null; declineCode: string }
  | { kind: 'challenged'; reference: string }
  | { kind: 'captured'; reference: string }
  | { kind: 'voided'; reference: string | null };

export type ChargeCapture = { kind: 'captured' } | { kind: 'refused'; reason: string };
export type ChargeVoid = { kind: 'voided' } | { kind: 'refused'; reason: string };
export type ChargeRefund = { kind: 'refunded' } | { kind: 'refused'; reason: string };
