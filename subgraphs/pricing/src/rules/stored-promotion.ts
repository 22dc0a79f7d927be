import { type CurrencyCode, type Money, money } from '@cartograph/kit/money';
import type { Condition, Effect, Promotion } from '#rules/promotion';

/** JSON has no bigint: amounts are stored as text of minor units. */
type Stored<T> = T extends bigint
  ? string
  : T extends readonly (infer Item)[]
    ? Stored<Item>[]
    : T extends object
      ? { -readonly [Key in keyof T]: Stored<T[Key]> }
      : T;

export type StoredCondition = Stored<Condition>;
export type StoredEffect = Stored<Effect>;
export type StoredPromotion = Omit<Promotion, 'startsAt' | 'endsAt' | 'conditions' | 'effect'> & {
  readonly startsAt: string | null;
  readonly endsAt: string | null;
  readonly conditions: readonly StoredCondition[];
  readonly effect: StoredEffect;
};

const withAmountsAsText = (_key: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value);

export const storedJson = (value: readonly Condition[] | Effect): string => JSON.stringify(value, withAmountsAsText);

export const dateOrNull = (text: string | null): Date | null => (text === null ? null : new Date(text));

export const promotionOf = ({ startsAt, endsAt, conditions, effect, ...promotion }: StoredPromotion): Promotion => ({
  ...promotion,
  startsAt: dateOrNull(startsAt),
  endsAt: dateOrNull(endsAt),
  conditions: conditions.map(conditionOf),
  effect: effectOf(effect),
});

type StoredMoney = { minor: string; currency: CurrencyCode };

const moneyOf = ({ minor, currency }: StoredMoney): Money => money(BigInt(minor), currency);

export const conditionOf = (stored: StoredCondition): Condition =>
  stored.kind === 'SUBTOTAL_FROM' ? { kind: stored.kind, amount: moneyOf(stored.amount) } : stored;

export function effectOf(stored: StoredEffect): Effect {
  switch (stored.kind) {
    case 'PERCENT_OFF':
    case 'SHIPPING_PERCENT_OFF':
    case 'BUY_X_GET_Y':
    case 'CHEAPEST_FREE':
      return { ...stored, maximum: stored.maximum.map(moneyOf) };
    case 'AMOUNT_OFF':
    case 'FIXED_PRICE':
    case 'BUNDLE_PRICE':
      return { ...stored, amounts: stored.amounts.map(moneyOf) };
  }
}
