import type { PlacementFacts } from '#placing/rules/facts';
import type { AttentionReason, PlacementState } from '#placing/rules/placement';
import type { StoredProblem } from '#placing/rules/problem';
import type { PlacementRequest } from '#placing/rules/request';

/** Everything that orders' database keeps of one placement. Amounts in minor units. */
export interface PlacementRecord {
  id: string;
  scope: string;
  idempotencyKey: string;
  cartId: string | null;
  request: PlacementRequest;
  state: PlacementState;
  facts: PlacementFacts;
  problems: StoredProblem[] | null;
  attempts: number;
  needsAttention: boolean;
  attentionReason: AttentionReason | null;
  lastError: string | null;
  leaseOwner: string | null;
  leaseUntil: Date;
  createdAt: Date;
  decidedAt: Date | null;
  finishedAt: Date | null;
  order: RecordedOrder | null;
  /** What happened to the order, in order. */
  events: { type: string; at: Date }[];
  /** What was told other rooms; null: not published yet. */
  told: { type: string; at: Date; publishedAt: Date | null }[];
  cancellation: { state: string; reason: string | null; lastError: string | null; createdAt: Date; completedAt: Date | null } | null;
  cart: { status: string; placementId: string | null } | null;
}

export interface RecordedOrder {
  number: string;
  customerId: string | null;
  /** A guest's that became a customer's. */
  claimed: boolean;
  email: string;
  status: string;
  paymentStatus: string;
  currency: string;
  subtotalMinor: bigint;
  discountMinor: bigint;
  shippingMinor: bigint;
  taxMinor: bigint;
  includedTaxMinor: bigint;
  totalMinor: bigint;
  placedAt: Date;
  lines: { sku: string; title: string; quantity: number; unitMinor: bigint; totalMinor: bigint }[];
}
