import type { CurrencyCode } from '@cartograph/kit/money';
import type { PointValue } from '#rules/points';
import type { Condition, Effect } from '#rules/promotion';
import type { TaxRoundedPer, TaxRounding } from '#rules/tax';

/** All amounts in minor units. */
export interface PricingImport {
  readonly items: readonly { readonly sku: string; readonly taxCategory: string }[];
  readonly prices: readonly PriceImport[];
  readonly coupons: readonly CouponImport[];
  readonly taxRates: readonly TaxRateImport[];
  readonly shippingRates: readonly ShippingRateImport[];
  readonly pointValues: readonly PointValue[];
}

export interface PriceImport {
  readonly sku: string;
  readonly currency: CurrencyCode;
  readonly listMinor: bigint;
  /** From 2 items on; none: []. */
  readonly breaks: readonly { readonly minQuantity: number; readonly unitMinor: bigint }[];
}

export interface CouponImport {
  /** Letters, digits, - and _, at most 64; kept in upper case. */
  readonly code: string;
  /** Hundredths of a percent, 1 to 10,000; left out for a coupon of fixed amounts. */
  readonly basisPoints?: number;
  /** A currency each: what it takes off (fixed amounts only) and what the goods must come to. */
  readonly amounts?: readonly { readonly currency: CurrencyCode; readonly offMinor?: bigint; readonly minimumMinor?: bigint }[];
  readonly skus?: readonly string[];
  readonly taxCategories?: readonly string[];
  readonly startsAt?: Date;
  readonly endsAt?: Date;
  readonly usageLimit?: number;
  readonly perCustomerLimit?: number;
  /** In place of percentage, amounts and goods: anything that staff may save as a promotion. */
  readonly promotion?: { readonly name: string; readonly conditions: readonly Condition[]; readonly effect: Effect };
}

export interface TaxRateImport {
  /** ISO 3166-1 alpha-2, upper case. */
  readonly country: string;
  /** Upper case, such as "CA"; null for the whole country. */
  readonly region: string | null;
  /** "standard" is also the rate of every category without one. */
  readonly taxCategory: string;
  /** Parts per million: 7.25 % is 72,500. */
  readonly ratePpm: number;
  readonly included: boolean;
  readonly rounding: TaxRounding;
  readonly roundedPer: TaxRoundedPer;
  /** Is the shipping of these goods taxed as they are? A rate of category "shipping" is a rule of its own instead. */
  readonly appliesToShipping: boolean;
  /** Where it is written: the law, or the tax office's page. */
  readonly source: string;
}

export interface ShippingRateImport {
  readonly currency: CurrencyCode;
  /** Null: every country without a rate of its own. */
  readonly country: string | null;
  readonly flatMinor: bigint;
  readonly freeFromMinor: bigint | null;
}
