import type { CurrencyCode } from '@cartograph/kit/money';
import type { CouponRejection } from '#problem';
import type { Line } from '#request';

export type QuoteState = 'FROZEN' | 'REFUSED' | 'CONFIRMED' | 'CANCELLED' | 'RETURNED';

/** Amounts in minor units; total = subtotal - discount + shipping + tax. */
export interface FrozenQuote {
  currency: CurrencyCode;
  lines: { sku: string; quantity: number; unitMinor: bigint; totalMinor: bigint; discountMinor: bigint; taxMinor: bigint }[];
  subtotalMinor: bigint;
  discountMinor: bigint;
  shippingMinor: bigint;
  taxMinor: bigint;
  includedTaxMinor: bigint;
  totalMinor: bigint;
  pointsToEarn: number;
  pointsRedeemed: number;
}

export interface FreezeQuoteCommand {
  placementId: string;
  currency: CurrencyCode;
  lines: Line[];
  destination: { country: string; region: string | null; postalCode: string | null } | null;
  couponCodes: string[];
  redeemPoints: number;
  customerId: string | null;
}

export interface FreezeQuoteOutcome {
  placementId: string;
  state: QuoteState;
  quote: FrozenQuote | null;
  unpricedSkus: string[];
  rejectedCoupons: { coupon: string; reason: CouponRejection; message: string }[];
}

export interface QuoteOutcome {
  placementId: string;
  state: QuoteState;
}

/** What orders asks of pricing: freeze the price of a placement, keep it, or let go of it and its coupons. */
export interface PricingRemote {
  freezeQuotes: (commands: FreezeQuoteCommand[]) => Promise<FreezeQuoteOutcome[]>;
  confirmQuotes: (commands: { placementId: string }[]) => Promise<QuoteOutcome[]>;
  cancelQuotes: (commands: { placementId: string }[]) => Promise<QuoteOutcome[]>;
  returnCoupons: (commands: { placementId: string }[]) => Promise<QuoteOutcome[]>;
}
