import type { CurrencyCode } from '@cartograph/kit/money';
import type { FrozenQuote } from '#remotes/pricing';

/** A frozen quote as jsonb keeps it: minor units as text. */
export interface StoredQuote {
  currency: CurrencyCode;
  lines: { sku: string; quantity: number; unitMinor: string; totalMinor: string }[];
  subtotalMinor: string;
  discountMinor: string;
  shippingMinor: string;
  taxMinor: string;
  includedTaxMinor: string;
  totalMinor: string;
  pointsToEarn: number;
  pointsRedeemed: number;
}

/** Not `${..}` in place: that would take a null for a text, and keep it. */
const text = (minor: bigint): string => `${minor}`;

export function storedQuote(quote: FrozenQuote): StoredQuote {
  return {
    currency: quote.currency,
    lines: quote.lines.map(({ sku, quantity, unitMinor, totalMinor }) => ({
      sku,
      quantity,
      unitMinor: text(unitMinor),
      totalMinor: text(totalMinor),
    })),
    subtotalMinor: text(quote.subtotalMinor),
    discountMinor: text(quote.discountMinor),
    shippingMinor: text(quote.shippingMinor),
    taxMinor: text(quote.taxMinor),
    includedTaxMinor: text(quote.includedTaxMinor),
    totalMinor: text(quote.totalMinor),
    pointsToEarn: quote.pointsToEarn,
    pointsRedeemed: quote.pointsRedeemed,
  };
}
