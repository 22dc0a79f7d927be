import type { CurrencyCode } from '@cartograph/kit/money';
import type { RemoteCall } from '@cartograph/kit/remote';
import type { CouponRejection } from '#placing/problem';
import type { Line } from '#placing/request';
import { listVerb, readDocuments } from '#remotes/documents';

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
  /** More than 10^15 minor units. */
  tooLarge: boolean;
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

type Wire<T> = { [Key in keyof T]: T[Key] extends bigint ? string : T[Key] };
type WireQuote = Wire<Omit<FrozenQuote, 'lines'>> & { lines: Wire<FrozenQuote['lines'][number]>[] };
type WireOutcome = Omit<FreezeQuoteOutcome, 'quote'> & { quote: WireQuote | null };

/** Pricing over HTTP, where minor units are text. */
export function pricingOverHttp(call: RemoteCall): PricingRemote {
  const documents = readDocuments('pricing.graphql');
  const freeze = listVerb<FreezeQuoteCommand, WireOutcome>(call, documents, 'OrdersFreezeQuotes');
  return {
    freezeQuotes: async (commands) =>
      (await freeze(commands)).map((outcome) => ({ ...outcome, quote: outcome.quote && quoteFromWire(outcome.quote) })),
    confirmQuotes: listVerb(call, documents, 'OrdersConfirmQuotes'),
    cancelQuotes: listVerb(call, documents, 'OrdersCancelQuotes'),
    returnCoupons: listVerb(call, documents, 'OrdersReturnCoupons'),
  };
}

const quoteFromWire = (quote: WireQuote): FrozenQuote => ({
  ...quote,
  lines: quote.lines.map((line) => ({
    ...line,
    unitMinor: BigInt(line.unitMinor),
    totalMinor: BigInt(line.totalMinor),
    discountMinor: BigInt(line.discountMinor),
    taxMinor: BigInt(line.taxMinor),
  })),
  subtotalMinor: BigInt(quote.subtotalMinor),
  discountMinor: BigInt(quote.discountMinor),
  shippingMinor: BigInt(quote.shippingMinor),
  taxMinor: BigInt(quote.taxMinor),
  includedTaxMinor: BigInt(quote.includedTaxMinor),
  totalMinor: BigInt(quote.totalMinor),
});
