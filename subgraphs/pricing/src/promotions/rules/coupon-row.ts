/** A code as it is kept. */
export interface CouponRow {
  readonly id: string;
  readonly version: number;
  readonly code: string;
  readonly promotionId: string;
  readonly active: boolean;
  readonly endsAt: Date | null;
  readonly usageLimit: number | null;
  readonly used: number;
}
