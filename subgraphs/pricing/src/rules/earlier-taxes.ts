import type { Destination } from '#rules/basket';
import { type FrozenQuote, frozenTax } from '#rules/frozen-quote';
import type { TaxRate } from '#rules/tax';
import { taxesOf } from '#rules/taxes';

/** What is needed to tell the taxes of quotes that did not keep them. */
export interface EarlierRules {
  readonly taxRates: readonly TaxRate[];
  /** By SKU. */
  readonly taxCategories: ReadonlyMap<string, string>;
}

/** Where a quote of an earlier version went, as it was read then: regions by code alone, so one that was spelled out was taxed nothing. */
export function earlierDestination(country: string, region: string | null | undefined): Destination {
  const code = country.trim().toUpperCase();
  const part = (region ?? '').trim().toUpperCase();
  return { country: code, region: part.startsWith(`${code}-`) ? part.slice(code.length + 1) : part };
}

/**
 * A quote of an earlier version with its taxes by rate: each line was taxed for itself, half to even, and shipping was not. They are told
 * only when the rates as they stand give every line the tax that it has: a rate that has changed since is not guessed.
 */
export function withEarlierTaxes(quote: FrozenQuote, destination: Destination, { taxRates, taxCategories }: EarlierRules): FrozenQuote {
  if (quote.taxes) return quote;
  const rates = taxRates
    .filter(({ taxCategory }) => taxCategory !== 'shipping')
    .map((rate) => ({ ...rate, rounding: 'HALF_EVEN' as const, roundedPer: 'LINE' as const, appliesToShipping: false }));
  const lines = quote.lines.map((line) => ({ ...line, taxCategory: taxCategories.get(line.sku) ?? 'standard' }));
  const taxes = taxesOf(rates, destination, lines, 0n);
  const told = lines.every((line, index) => {
    const { rate, taxMinor } = taxes.lines[index] ?? { rate: null, taxMinor: 0n };
    const included = rate !== null && (taxes.rates[rate]?.included ?? false);
    return line.taxMinor === (included ? 0n : taxMinor) && line.includedTaxMinor === (included ? taxMinor : 0n);
  });
  if (!told) return quote;
  return {
    ...quote,
    taxes: taxes.rates.map(frozenTax),
    lines: lines.map((line, index) => ({ ...line, taxRate: taxes.lines[index]?.rate ?? null })),
  };
}
