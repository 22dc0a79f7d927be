/** What rooms tell for comparison across rooms; the queries are theirs (`checks.facts`). */
export interface HoldFact {
  placement_id: string;
  state: string;
}
export interface PointsFact extends HoldFact {
  points: number;
}
export interface QuoteFact {
  placement_id: string;
  state: string;
  total_minor: bigint | null;
  currency: string;
}
export interface PaymentFact {
  placement_id: string;
  state: string;
  authorized_minor: bigint;
  captured_minor: bigint;
  refunded_minor: bigint;
  currency: string;
}
export interface PlacementFact {
  placement_id: string;
  state: string;
  needs_attention: boolean;
  customer_id: string | null;
}
export interface OrderFact {
  placement_id: string;
  number: string;
  status: string;
  payment_status: string;
  total_minor: bigint;
  currency: string;
  customer_id: string | null;
  /** As frozen in its price; null where no price is known. */
  points_redeemed: number | null;
  /** State of its cancellation, or none. */
  cancellation: string;
  cancellation_needs_attention: boolean;
}

export interface Facts {
  holds: readonly HoldFact[];
  quotes: readonly QuoteFact[];
  pointHolds: readonly PointsFact[];
  payments: readonly PaymentFact[];
  placements: readonly PlacementFact[];
  orders: readonly OrderFact[];
}

export interface Violation {
  /** 1 to 10, as numbered in docs/architecture.md. */
  invariant: number;
  /** The claim that does not hold. */
  check: string;
  /** Where it was seen: a room, or "across rooms". */
  room: string;
  detail: string;
}
