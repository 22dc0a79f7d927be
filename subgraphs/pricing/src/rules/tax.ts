import { divideHalfEven } from '@cartograph/kit/money';
import type { Destination } from '#rules/basket';

export interface TaxRate {
  readonly country: string;
  /** '' for the whole country. */
  readonly region: string;
  readonly taxCategory: string;
  /** Parts per million: 8.875 % is 88,750. */
  readonly ratePpm: number;
  /** true: prices include it (EU, UK, Japan); false: it is added (US states). */
  readonly included: boolean;
}

const million = 1_000_000n;

/**
 * The rate for an item. What it is counts before where it goes within the country: a country that does not tax food at all need not
 * say so for each state. Without a rate of its own an item is taxed as "standard"; an unknown country does not tax.
 */
export function taxRateFor(rates: readonly TaxRate[], { country, region }: Destination, taxCategory: string): TaxRate | undefined {
  const find = (category: string, part: string) =>
    rates.find((rate) => rate.country === country && rate.region === part && rate.taxCategory === category);
  return find(taxCategory, region) ?? find(taxCategory, '') ?? find('standard', region) ?? find('standard', '');
}

/** The tax on an amount, in minor units, rounded half to even; out of the amount when it is included, else on top of it. */
export const taxOn = (amountMinor: bigint, { ratePpm, included }: TaxRate): bigint =>
  divideHalfEven(amountMinor * BigInt(ratePpm), included ? million + BigInt(ratePpm) : million);

/** "tax US-CA standard 7.25 %", "included tax GB standard 20 %". */
export function taxName({ country, region, taxCategory, ratePpm, included }: TaxRate): string {
  const place = region === '' ? country : `${country}-${region}`;
  return `${included ? 'included tax' : 'tax'} ${place} ${taxCategory} ${ratePpm / 10_000} %`;
}
