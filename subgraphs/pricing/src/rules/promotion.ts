import type { CurrencyCode, Money } from '@cartograph/kit/money';

export const stackings = ['STACKS', 'BEST_OF_GROUP', 'EXCLUSIVE'] as const;
/** How a promotion goes together with others (docs/decisions/0057-promotions.md). */
export type Stacking = (typeof stackings)[number];

/** They ask for goods of a kind, and choose what the effect counts. */
export const goodsKinds = ['SKUS', 'PRODUCTS', 'CATEGORIES', 'COLLECTIONS', 'TAX_CATEGORIES'] as const;
export type GoodsKind = (typeof goodsKinds)[number];

export const weekdays = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'] as const;

export type Condition =
  /** All goods before discounts; one a currency, and in a currency without one it is not met. */
  | { readonly kind: 'SUBTOTAL_FROM'; readonly amount: Money }
  /** Of the goods that the promotion counts. */
  | { readonly kind: 'QUANTITY_FROM'; readonly quantity: number }
  | { readonly kind: GoodsKind | 'CUSTOMER_GROUPS' | 'COUNTRIES' | 'WEEKDAYS'; readonly values: readonly string[] }
  | { readonly kind: 'FIRST_ORDER' };

export type ConditionKind = Condition['kind'];

export const conditionKinds = [
  'SUBTOTAL_FROM',
  'QUANTITY_FROM',
  ...goodsKinds,
  'CUSTOMER_GROUPS',
  'FIRST_ORDER',
  'COUNTRIES',
  'WEEKDAYS',
] as const satisfies readonly ConditionKind[];

/** Amounts are one a currency; in a currency that they do not name the effect gives nothing. Without a maximum there is none. */
export type Effect =
  | { readonly kind: 'PERCENT_OFF' | 'SHIPPING_PERCENT_OFF'; readonly basisPoints: number; readonly maximum: readonly Money[] }
  | { readonly kind: 'AMOUNT_OFF'; readonly amounts: readonly Money[] }
  /** What one costs at most. */
  | { readonly kind: 'FIXED_PRICE'; readonly amounts: readonly Money[] }
  /** Of each `buy` + `get` the cheapest `get` are less by `basisPoints`. */
  | {
      readonly kind: 'BUY_X_GET_Y';
      readonly buy: number;
      readonly get: number;
      readonly basisPoints: number;
      readonly maximum: readonly Money[];
    }
  /** One of each of the SKUs (twice named: two) for an amount together, as often as there are. */
  | { readonly kind: 'BUNDLE_PRICE'; readonly skus: readonly string[]; readonly amounts: readonly Money[] }
  /** The cheapest `get` of the goods, once a basket. */
  | { readonly kind: 'CHEAPEST_FREE'; readonly get: number; readonly maximum: readonly Money[] };

export const effectKinds = [
  'PERCENT_OFF',
  'AMOUNT_OFF',
  'FIXED_PRICE',
  'BUY_X_GET_Y',
  'BUNDLE_PRICE',
  'CHEAPEST_FREE',
  'SHIPPING_PERCENT_OFF',
] as const satisfies readonly Effect['kind'][];

/** Of what names none. */
export const usualPriority = 100;

export interface Promotion {
  readonly id: string;
  readonly code: string;
  /** For people. */
  readonly name: string;
  /** 1 counts before 2. Those BEST_OF_GROUP of one priority are one group. */
  readonly priority: number;
  readonly stacking: Stacking;
  readonly needsCoupon: boolean;
  readonly active: boolean;
  /** Live from then on. */
  readonly startsAt: Date | null;
  /** Not live from then on. */
  readonly endsAt: Date | null;
  /** Null: no limit. */
  readonly usageLimit: number | null;
  readonly usageLimitPerCustomer: number | null;
  readonly conditions: readonly Condition[];
  readonly effect: Effect;
}

/** What products says of a SKU; categories with those above them, by slug and id. */
export interface GoodsFacts {
  readonly productId: string;
  readonly categories: readonly string[];
  readonly collections: readonly string[];
}

export const isGoodsKind = (kind: ConditionKind): kind is GoodsKind => goodsKinds.some((one) => one === kind);

/** The amount in a currency; undefined where none is named. */
export const amountIn = (amounts: readonly Money[], currency: CurrencyCode): bigint | undefined =>
  amounts.find((amount) => amount.currency === currency)?.minor;

/** Its claims count: its row is locked before its uses are read. */
export const isCounted = ({ usageLimit, usageLimitPerCustomer, conditions }: Promotion): boolean =>
  usageLimit !== null || usageLimitPerCustomer !== null || conditions.some(({ kind }) => kind === 'FIRST_ORDER');
