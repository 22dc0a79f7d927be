/** What rooms tell for comparison across rooms; the queries are theirs (`checks.readings`). */
export interface HoldReading {
  placement_id: string;
  state: string;
}
export interface PointsReading extends HoldReading {
  points: number;
}
export interface QuoteReading {
  placement_id: string;
  state: string;
  total_minor: bigint | null;
  currency: string;
}
export interface PaymentReading {
  placement_id: string;
  state: string;
  authorized_minor: bigint;
  captured_minor: bigint;
  refunded_minor: bigint;
  currency: string;
}
export interface PlacementReading {
  placement_id: string;
  state: string;
  needs_attention: boolean;
}
export interface OrderReading {
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

export interface Readings {
  holds: readonly HoldReading[];
  quotes: readonly QuoteReading[];
  pointHolds: readonly PointsReading[];
  payments: readonly PaymentReading[];
  placements: readonly PlacementReading[];
  orders: readonly OrderReading[];
}

export interface Violation {
  /** As numbered in docs/architecture.md. */
  invariant: number;
  /** The claim that does not hold. */
  check: string;
  /** Where it was seen: a room, or "across rooms". */
  room: string;
  detail: string;
}
