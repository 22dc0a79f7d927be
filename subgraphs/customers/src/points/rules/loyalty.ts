export interface LoyaltyAccount {
  customerId: string;
  available: number;
  pending: number;
  reserved: number;
  debt: number;
  lifetime: number;
}

export type LoyaltyEntryKind =
  | 'GRANT'
  | 'ACCRUAL_PENDING'
  | 'ACCRUAL_CONFIRMED'
  | 'ACCRUAL_CANCELLED'
  | 'REDEMPTION'
  | 'REDEMPTION_RETURNED'
  | 'CLAWBACK';

export interface LoyaltyEntry {
  id: string;
  kind: LoyaltyEntryKind;
  points: number;
  pending: number;
  placementId: string | null;
  reason: string | null;
  occurredAt: Date;
}

export type HoldState = 'HELD' | 'REFUSED' | 'COMMITTED' | 'RELEASED' | 'REVERSED';
export type HoldRefusal = 'UNKNOWN_CUSTOMER' | 'INSUFFICIENT_POINTS';

export interface PointsDemand {
  placementId: string;
  customerId: string;
  points: number;
}

export interface PointsDecision extends PointsDemand {
  state: 'HELD' | 'REFUSED';
  refusal: HoldRefusal | null;
  /** What the customer could redeem before this one. */
  available: number;
}

/** Decides one by one, in the order given; a demand that is refused takes nothing from those after it. */
export function decideHolds(demands: readonly PointsDemand[], available: ReadonlyMap<string, number>): PointsDecision[] {
  const left = new Map(available);
  return demands.map((demand) => {
    const free = left.get(demand.customerId);
    if (free === undefined) return { ...demand, state: 'REFUSED', refusal: 'UNKNOWN_CUSTOMER', available: 0 };
    if (demand.points > free) return { ...demand, state: 'REFUSED', refusal: 'INSUFFICIENT_POINTS', available: free };
    left.set(demand.customerId, free - demand.points);
    return { ...demand, state: 'HELD', refusal: null, available: free };
  });
}
