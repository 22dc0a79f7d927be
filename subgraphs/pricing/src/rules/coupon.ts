import type { Promotion } from '#rules/promotion';

/** A code that gives a promotion. */
export interface Coupon {
  /** Upper case. */
  readonly code: string;
  readonly promotion: Promotion;
  readonly active: boolean;
  /** Not valid from then on; the promotion has an end of its own. */
  readonly endsAt: Date | null;
  /** Of this code; null: no limit. The promotion has limits of its own. */
  readonly usageLimit: number | null;
  /** Live claims of everybody; `heldUses` of them are of placements that are not decided yet. Counted only where the limit is reached, else 0. */
  readonly uses: number;
  readonly heldUses: number;
}

/** Codes are the same in any case; the first of two equal ones counts. Gives [code, as given]. */
export function distinctCodes(given: readonly string[]): [string, string][] {
  const codes = new Map<string, string>();
  for (const text of given) {
    const code = normalCode(text);
    if (!codes.has(code)) codes.set(code, text);
  }
  return [...codes];
}

export const normalCode = (given: string): string => given.trim().toUpperCase();

export type CouponRejection = 'UNKNOWN' | 'NOT_STARTED' | 'EXPIRED' | 'USED_UP' | 'HELD' | 'NOT_APPLICABLE';

export interface RejectedCoupon {
  /** The code as it was given. */
  readonly coupon: string;
  readonly reason: CouponRejection;
  readonly message: string;
}

const sentences: Record<CouponRejection, string> = {
  UNKNOWN: 'There is no such coupon.',
  NOT_STARTED: 'This coupon is not valid yet.',
  EXPIRED: 'This coupon is not valid any more.',
  USED_UP: 'This coupon is used up.',
  HELD: 'The last use of this coupon is held by an order that is being paid: it may be free again in some minutes.',
  NOT_APPLICABLE: 'This coupon gives nothing on this basket.',
};

export const rejectedCoupon = (coupon: string, reason: CouponRejection, message = sentences[reason]): RejectedCoupon => ({
  coupon,
  reason,
  message,
});
