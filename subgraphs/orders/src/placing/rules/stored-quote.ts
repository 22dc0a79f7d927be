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
  return { ...sums, lines: lines.map(({ sku, quantity, unitMinor, totalMinor }) => ({ sku, quantity, unitMinor, totalMinor })) };
}

/** Not `${..}` in place: that would take a null for a text, and keep it. */
const text = (minor: bigint): string => `${minor}`;

export function storedQuote(quote: FrozenQuote): StoredQuote {
  return {
    currency: quote.currency,
    lines: quote.lines.map(storedLine),
    subtotalMinor: text(quote.subtotalMinor),
    discountMinor: text(quote.discountMinor),
    shippingMinor: text(quote.shippingMinor),
    taxMinor: text(quote.taxMinor),
    includedTaxMinor: text(quote.includedTaxMinor),
    totalMinor: text(quote.totalMinor),
    pointsToEarn: quote.pointsToEarn,
    pointsRedeemed: quote.pointsRedeemed,
    pointsValueMinor: text(quote.pointsValueMinor),
    discounts: quote.discounts.map((discount) => ({
      kind: discount.kind,
      code: discount.code,
      label: discount.label,
      amountMinor: text(discount.amountMinor),
    })),
    taxes: quote.taxes && quote.taxes.map(keptTax),
    shippingTaxes: quote.shippingTaxes.map(({ taxRate, amountMinor, taxMinor }) => ({
      taxRate,
      amountMinor: text(amountMinor),
      taxMinor: text(taxMinor),
    })),
  };
}

const storedLine = (line: FrozenQuote['lines'][number]): StoredLine => ({
  sku: line.sku,
  quantity: line.quantity,
  unitMinor: text(line.unitMinor),
  totalMinor: text(line.totalMinor),
  listMinor: line.listMinor === null ? null : text(line.listMinor),
  discountMinor: text(line.discountMinor),
  taxMinor: text(line.taxMinor),
  includedTaxMinor: text(line.includedTaxMinor),
  facts: { discountSharesMinor: line.discountSharesMinor.map(text), taxCategory: line.taxCategory, taxRate: line.taxRate },
});

const keptTax = (tax: NonNullable<FrozenQuote['taxes']>[number]): KeptTax => ({
  label: tax.label,
  country: tax.country,
  region: tax.region,
  ratePpm: tax.ratePpm,
  included: tax.included,
  rounding: tax.rounding,
  roundedPer: tax.roundedPer,
  taxableMinor: text(tax.taxableMinor),
  taxMinor: text(tax.taxMinor),
});
