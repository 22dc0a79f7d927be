import type { CurrencyCode } from '@cartograph/kit/money';
import type { KeptDiscount, KeptShippingTax, KeptTax, LinePriceFacts } from '#order/rules/price-facts';
import type { FrozenQuote } from '#remotes/pricing';

/** Placements that began under an earlier version lack what is optional. */
export interface StoredLine {
  sku: string;
  quantity: number;
  unitMinor: string;
  totalMinor: string;
  listMinor?: string | null;
  discountMinor?: string;
  taxMinor?: string;
  includedTaxMinor?: string;
  facts?: LinePriceFacts;
}

/** A frozen quote as jsonb keeps it: minor units as text. Optional as above. */
export interface StoredQuote {
  currency: CurrencyCode;
  lines: StoredLine[];
  subtotalMinor: string;
  discountMinor: string;
  shippingMinor: string;
  taxMinor: string;
  includedTaxMinor: string;
  totalMinor: string;
  pointsToEarn: number;
  pointsRedeemed: number;
  pointsValueMinor?: string;
  discounts?: KeptDiscount[];
  taxes?: KeptTax[] | null;
  shippingTaxes?: KeptShippingTax[];
}

/**
 * What a placement keeps of the quote once its order has the rest: lines with their price, and the sums. With all of it a row grew beyond
 * what PostgreSQL keeps as it is (2 kB), and was compressed with every order.
 */
export function withoutOrdersFacts({
  lines,
  pointsValueMinor: _v,
  discounts: _d,
  taxes: _t,
  shippingTaxes: _s,
  ...sums
}: StoredQuote): StoredQuote {
  return { lines: lines.map(({ sku, quantity, unitMinor, totalMinor }) => ({ sku, quantity, unitMinor, totalMinor })), ...sums };
}

/** Not `${..}` in place: that would take a null for a text, and keep it. */
const text = (minor: bigint): string => `${minor}`;

/** Fields stand in the order in which jsonb keeps them, shorter names first: then PostgreSQL need not sort them, a fifth of reading them. */
export const storedQuote = (quote: FrozenQuote): StoredQuote => ({
  lines: quote.lines.map(storedLine),
  taxes: quote.taxes && quote.taxes.map(keptTax),
  currency: quote.currency,
  taxMinor: text(quote.taxMinor),
  discounts: quote.discounts.map(({ code, kind, label, amountMinor }) => ({ code, kind, label, amountMinor: text(amountMinor) })),
  totalMinor: text(quote.totalMinor),
  pointsToEarn: quote.pointsToEarn,
  discountMinor: text(quote.discountMinor),
  shippingMinor: text(quote.shippingMinor),
  shippingTaxes: quote.shippingTaxes.map(({ taxRate, taxMinor, amountMinor }) => ({
    taxRate,
    taxMinor: text(taxMinor),
    amountMinor: text(amountMinor),
  })),
  subtotalMinor: text(quote.subtotalMinor),
  pointsRedeemed: quote.pointsRedeemed,
  includedTaxMinor: text(quote.includedTaxMinor),
  pointsValueMinor: text(quote.pointsValueMinor),
});

const storedLine = (line: FrozenQuote['lines'][number]): StoredLine => ({
  sku: line.sku,
  facts: { taxRate: line.taxRate, taxCategory: line.taxCategory, discountSharesMinor: line.discountSharesMinor.map(text) },
  quantity: line.quantity,
  taxMinor: text(line.taxMinor),
  listMinor: line.listMinor === null ? null : text(line.listMinor),
  unitMinor: text(line.unitMinor),
  totalMinor: text(line.totalMinor),
  discountMinor: text(line.discountMinor),
  includedTaxMinor: text(line.includedTaxMinor),
});

const keptTax = (tax: NonNullable<FrozenQuote['taxes']>[number]): KeptTax => ({
  label: tax.label,
  region: tax.region,
  country: tax.country,
  ratePpm: tax.ratePpm,
  included: tax.included,
  rounding: tax.rounding,
  taxMinor: text(tax.taxMinor),
  roundedPer: tax.roundedPer,
  taxableMinor: text(tax.taxableMinor),
});
