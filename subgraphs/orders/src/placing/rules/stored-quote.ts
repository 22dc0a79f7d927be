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

export function storedQuote(quote: FrozenQuote): StoredQuote {
  return {
    currency: quote.currency,
    lines: quote.lines.map(({ sku, quantity, unitMinor, totalMinor }) => ({
      sku,
      quantity,
      unitMinor: `${unitMinor}`,
      totalMinor: `${totalMinor}`,
    })),
    subtotalMinor: `${quote.subtotalMinor}`,
    discountMinor: `${quote.discountMinor}`,
    shippingMinor: `${quote.shippingMinor}`,
    taxMinor: `${quote.taxMinor}`,
    includedTaxMinor: `${quote.includedTaxMinor}`,
    totalMinor: `${quote.totalMinor}`,
    pointsToEarn: quote.pointsToEarn,
    pointsRedeemed: quote.pointsRedeemed,
  };
}
