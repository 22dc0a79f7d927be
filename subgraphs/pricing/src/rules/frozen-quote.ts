import type { CurrencyCode } from '@cartograph/kit/money';
import type { RejectedCoupon } from '#rules/coupon';
import type { DiscountKind } from '#rules/discounts';
import type { PricedBasket, PricedLine, ShippingProblem } from '#rules/quote';
import { type TaxRoundedPer, type TaxRounding, taxLabel } from '#rules/tax';
import type { AppliedTax } from '#rules/taxes';

/** A price as it is kept for a placement, for ever. total = subtotal - discount + shipping + tax, in minor units. */
export interface FrozenQuote {
  currency: CurrencyCode;
  lines: FrozenLine[];
  subtotalMinor: bigint;
  /** Coupons and points together; the lines' discounts are of coupons alone. */
  discountMinor: bigint;
  shippingMinor: bigint;
  /** Of lines and shipping, as `includedTaxMinor`. */
  taxMinor: bigint;
  includedTaxMinor: bigint;
  totalMinor: bigint;
  pointsToEarn: number;
  pointsRedeemed: number;
  pointsValueMinor: bigint;
  /** Coupons in the order applied, then points. */
  discounts: FrozenDiscount[];
  /** Null where nobody kept it: quotes of earlier versions. */
  taxes: FrozenTax[] | null;
  shippingTaxes: FrozenShippingTax[];
  /** The code of the method; null when sending cost nothing because nothing was said of it, and in quotes of earlier versions. */
  shippingMethod: string | null;
}

export interface FrozenLine {
  sku: string;
  quantity: number;
  unitMinor: bigint;
  totalMinor: bigint;
  discountMinor: bigint;
  taxMinor: bigint;
  includedTaxMinor: bigint;
  /** Null in quotes of earlier versions, as `taxCategory`. */
  listMinor: bigint | null;
  /** Its part of each of the quote's discounts but points, in their order. */
  discountSharesMinor: bigint[];
  taxCategory: string | null;
  /** The place of its rate in `taxes`; null: not taxed, or not known. */
  taxRate: number | null;
}

export interface FrozenDiscount {
  kind: DiscountKind;
  code: string | null;
  label: string;
  amountMinor: bigint;
}

export interface FrozenTax {
  label: string;
  country: string;
  region: string | null;
  ratePpm: number;
  included: boolean;
  rounding: TaxRounding;
  roundedPer: TaxRoundedPer;
  taxableMinor: bigint;
  taxMinor: bigint;
}

export interface FrozenShippingTax {
  taxRate: number;
  amountMinor: bigint;
  taxMinor: bigint;
}

export type QuoteState = 'FROZEN' | 'REFUSED' | 'CONFIRMED' | 'CANCELLED' | 'RETURNED';

/** Why a freeze was refused. */
export interface FreezeRefusal {
  unpricedSkus: string[];
  rejectedCoupons: RejectedCoupon[];
  /** More than 10^15 minor units. */
  tooLarge: boolean;
  /** Missing in refusals of earlier versions. */
  shippingProblem?: ShippingProblem | null;
}

export const frozenQuote = (priced: PricedBasket): FrozenQuote => ({
  currency: priced.currency,
  lines: priced.lines.map(frozenLine),
  subtotalMinor: priced.subtotalMinor,
  discountMinor: priced.discountMinor,
  shippingMinor: priced.shippingMinor,
  taxMinor: priced.taxMinor,
  includedTaxMinor: priced.includedTaxMinor,
  totalMinor: priced.totalMinor,
  pointsToEarn: priced.pointsToEarn,
  pointsRedeemed: priced.pointsRedeemed,
  pointsValueMinor: priced.pointsValueMinor,
  discounts: priced.discounts.map(({ kind, code, label, amountMinor }) => ({ kind, code, label, amountMinor })),
  taxes: priced.taxes.map(frozenTax),
  shippingMethod: priced.shippingOption?.code ?? null,
  shippingTaxes: priced.shippingTaxes.map(({ rate, amountMinor, taxMinor }) => ({ taxRate: rate, amountMinor, taxMinor })),
});

const frozenLine = (line: PricedLine): FrozenLine => ({
  sku: line.sku,
  quantity: line.quantity,
  unitMinor: line.unitMinor,
  totalMinor: line.totalMinor,
  discountMinor: line.discountMinor,
  taxMinor: line.taxMinor,
  includedTaxMinor: line.includedTaxMinor,
  listMinor: line.listMinor,
  discountSharesMinor: [...line.discountSharesMinor],
  taxCategory: line.taxCategory,
  taxRate: line.taxRate,
});

/** As an invoice names it. */
export const frozenTax = (tax: AppliedTax): FrozenTax => ({ label: taxLabel(tax), ...tax, region: tax.region || null });
