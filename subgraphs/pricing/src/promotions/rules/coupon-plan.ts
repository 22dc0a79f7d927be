import { type FieldProblem, fieldProblem } from '@cartograph/kit/problems';
import type { CouponRow } from '#promotions/rules/coupon-row';
import { couponCodeSentence, isCouponCode, limitProblem } from '#promotions/rules/promotion-input';

/** A code as a file says it. */
export interface CouponImportRow {
  readonly code: string;
  readonly promotionCode: string;
  readonly active: boolean;
  readonly usageLimit: number | null;
  readonly endsAt: Date | null;
  /** What a code that is there keeps of active, usageLimit and endsAt, whatever is said here. */
  readonly keeps?: readonly string[] | null;
}

/** What there is of what the rows name, by code. */
export interface CouponGround {
  readonly coupons: ReadonlyMap<string, CouponRow>;
  readonly promotions: ReadonlyMap<string, { readonly id: string; readonly needsCoupon: boolean }>;
}

export type PlannedCoupon =
  | { readonly state: 'CREATED' | 'CHANGED' | 'UNCHANGED'; readonly coupon: CouponRow }
  | { readonly state: 'REFUSED'; readonly problems: readonly FieldProblem[] };

/** What becomes of each row; of two rows with one code the second is refused. */
export function planCoupons(rows: readonly CouponImportRow[], ground: CouponGround, newId: () => string): PlannedCoupon[] {
  const seen = new Set<string>();
  return rows.map((row) => {
    const code = row.code.trim().toUpperCase();
    const twice = seen.has(code);
    seen.add(code);
    return twice ? refused([fieldProblem(['code'], `${code} stands in this batch twice.`)]) : planCoupon({ ...row, code }, ground, newId);
  });
}

const refused = (problems: readonly FieldProblem[]): PlannedCoupon => ({ state: 'REFUSED', problems });

function planCoupon(row: CouponImportRow, { coupons, promotions }: CouponGround, newId: () => string): PlannedCoupon {
  const before = coupons.get(row.code);
  const promotion = promotions.get(row.promotionCode.trim().toUpperCase());
  const kept = <Name extends 'active' | 'usageLimit' | 'endsAt'>(name: Name) => (before && row.keeps?.includes(name) ? before : row)[name];
  const [active, usageLimit, endsAt] = [kept('active'), kept('usageLimit'), kept('endsAt')];
  const problems = [
    ...(isCouponCode(row.code) ? [] : [fieldProblem(['code'], couponCodeSentence('code'))]),
    ...(promotion?.needsCoupon ? [] : [fieldProblem(['promotionCode'], 'promotionCode must be of a promotion that needs a coupon.')]),
    ...(before && promotion && before.promotionId !== promotion.id
      ? [fieldProblem(['promotionCode'], 'promotionCode must stay: a code keeps its promotion.')]
      : []),
    ...limitProblem('usageLimit', usageLimit),
    ...(before && usageLimit !== null && usageLimit < before.used
      ? [fieldProblem(['usageLimit'], `usageLimit must be at least ${before.used}: so often it is used.`)]
      : []),
  ];
  if (problems.length > 0 || !promotion) return refused(problems);
  if (!before)
    return {
      state: 'CREATED',
      coupon: { id: newId(), version: 1, code: row.code, promotionId: promotion.id, active, usageLimit, endsAt, used: 0 },
    };
  const same = before.active === active && before.usageLimit === usageLimit && before.endsAt?.getTime() === endsAt?.getTime();
  if (same) return { state: 'UNCHANGED', coupon: before };
  return { state: 'CHANGED', coupon: { ...before, version: before.version + 1, active, usageLimit, endsAt } };
}
