import type { CurrencyCode } from '@cartograph/kit/money';
import { type FieldProblem, fieldProblem } from '@cartograph/kit/problems';
import { maxPriority, nameProblem } from '#prices/rules/price-list-state';
import { type GivenCondition, readConditions } from '#promotions/rules/condition-input';
import { type GivenEffect, readEffect } from '#promotions/rules/effect-input';
import type { Condition, Effect, Promotion, Stacking } from '#rules/promotion';

/** A promotion as staff say it; what is left out is null. */
export interface GivenPromotion {
  readonly code: string;
  readonly name: string;
  readonly active: boolean;
  readonly priority: number;
  readonly stacking: Stacking;
  readonly needsCoupon: boolean;
  readonly startsAt: Date | null;
  readonly endsAt: Date | null;
  readonly usageLimit: number | null;
  readonly usageLimitPerCustomer: number | null;
  readonly conditions: readonly GivenCondition[];
  readonly effect: GivenEffect;
}

export type ReadPromotion =
  | { readonly kind: 'promotion'; readonly promotion: Omit<Promotion, 'id'> }
  | { readonly kind: 'wrong'; readonly fields: FieldProblem[] };

const codeShape = /^[A-Z0-9_-]{1,64}$/;

/** Of promotions and coupons, in upper case already. */
export const isCouponCode = (code: string): boolean => codeShape.test(code);

export const couponCodeSentence = (field: string): string => `${field} must be 1 to 64 letters, digits, - and _, without spaces.`;

/** What staff say, in the shop's words, or every field that is wrong; `shop` are the currencies that the shop has prices in. */
export function readPromotion(given: GivenPromotion, shop: readonly CurrencyCode[]): ReadPromotion {
  const code = given.code.trim().toUpperCase();
  const { startsAt, endsAt, priority } = given;
  const conditions = readConditions(given.conditions, shop);
  const effect = readEffect(given.effect, given.conditions, shop);
  const fields = [
    ...(isCouponCode(code) ? [] : [fieldProblem(['code'], couponCodeSentence('code'))]),
    ...nameProblem(['name'], 'name', given.name),
    ...(priority >= 1 && priority <= maxPriority
      ? []
      : [fieldProblem(['priority'], `priority must be from 1 (comes first) to ${maxPriority}.`)]),
    ...(startsAt && endsAt && startsAt >= endsAt ? [fieldProblem(['endsAt'], 'endsAt must be after startsAt.')] : []),
    ...limitProblem('usageLimit', given.usageLimit),
    ...limitProblem('usageLimitPerCustomer', given.usageLimitPerCustomer),
    ...conditions.fields,
    ...effect.fields,
  ];
  if (fields.length > 0 || !effect.effect) return { kind: 'wrong', fields };
  return { kind: 'promotion', promotion: stateOf({ ...given, code }, conditions.conditions, effect.effect) };
}

const stateOf = (given: GivenPromotion, conditions: readonly Condition[], effect: Effect): Omit<Promotion, 'id'> => ({
  ...given,
  name: given.name.trim(),
  conditions,
  effect,
});

const mostUses = 1_000_000_000;

export const limitProblem = (field: string, limit: number | null): FieldProblem[] =>
  limit === null || (limit >= 1 && limit <= mostUses)
    ? []
    : [fieldProblem([field], `${field} must be from 1 to ${mostUses}, or left out.`)];
