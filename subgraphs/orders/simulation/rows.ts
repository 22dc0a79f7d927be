import type { Cart } from '#cart/rules/cart';
import type { NewPlacement } from '#placing/placement-store';
import type { PlacementFacts } from '#placing/rules/facts';
import type { AttentionReason, PlacementState } from '#placing/rules/placement';
import type { StoredProblem } from '#placing/rules/problem';
import type { StoredQuote } from '#placing/rules/stored-quote';

export interface Leased {
  leaseOwner: string | null;
  leaseUntil: number;
  attempts: number;
  needsAttention: boolean;
  lastError: string | null;
}

export interface PlacementRow extends NewPlacement, Leased {
  state: PlacementState;
  facts: PlacementFacts;
  problems: StoredProblem[] | null;
  attentionReason: AttentionReason | null;
  createdAt: number;
  decidedAt: number | null;
}

export interface OrderRow {
  quote: StoredQuote;
  cancelled: boolean;
  paymentStatus: string;
}

export interface CancellationRow extends Leased {
  idempotencyKey: string;
  state: 'pending' | 'completed';
}

/** What PostgreSQL keeps for orders; it outlives every worker. */
export interface Rows {
  placements: Map<string, PlacementRow>;
  byKey: Map<string, PlacementRow>;
  carts: Map<string, Cart & { placementId: string | null }>;
  orders: Map<string, OrderRow>;
  cancellations: Map<string, CancellationRow>;
  /** The token of the server's life; none after a crash. */
  life: string | undefined;
}

export const createRows = (): Rows => ({
  placements: new Map(),
  byKey: new Map(),
  carts: new Map(),
  orders: new Map(),
  cancellations: new Map(),
  life: undefined,
});

export const newLease = (leaseOwner: string | null, leaseUntil: number): Leased => ({
  leaseOwner,
  leaseUntil,
  attempts: 0,
  needsAttention: false,
  lastError: null,
});
