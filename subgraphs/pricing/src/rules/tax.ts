import type { Destination } from '#rules/basket';

export const taxRoundings = ['HALF_UP', 'HALF_EVEN', 'DOWN', 'UP'] as const;
export type TaxRounding = (typeof taxRoundings)[number];

/** LINE: each line is rounded for itself, shipping too. RATE: once a rate and document, then shared out over lines and shipping. */
export const taxRoundedPers = ['LINE', 'RATE'] as const;
export type TaxRoundedPer = (typeof taxRoundedPers)[number];

/** A rate with all that a law says of it (docs/decisions/0025-tax-rounding-belongs-to-the-rate.md). */
export interface TaxRate {
  readonly country: string;
  /** '' for the whole country. */
  readonly region: string;
  /** Of goods, or "shipping": then shipping has this rate whatever is sent. */
  readonly taxCategory: string;
  /** Parts per million: 8.875 % is 88,750. */
  readonly ratePpm: number;
  /** true: prices include it (EU, UK, Japan); false: it is added (US states). */
  readonly included: boolean;
  readonly rounding: TaxRounding;
  readonly roundedPer: TaxRoundedPer;
  /** Is the shipping of these goods taxed as they are? */
  readonly appliesToShipping: boolean;
}

/**
 * The rate for an item. What it is counts before where it goes within the country: a country that does not tax food at all need not
 * say so for each state. Without a rate of its own an item is taxed as "standard"; an unknown country does not tax.
 */
export const taxRateFor = (rates: readonly TaxRate[], to: Destination, taxCategory: string): TaxRate | undefined =>
  ownRateFor(rates, to, taxCategory) ?? ownRateFor(rates, to, 'standard');

/**
 * The rate of shipping where its method names a category that has one, or the law makes it a service of its own (Japan); undefined where it
 * follows the goods.
 */
export const shippingRateFor = (rates: readonly TaxRate[], to: Destination, taxCategory: string | null = null): TaxRate | undefined =>
  (taxCategory === null ? undefined : ownRateFor(rates, to, taxCategory)) ?? ownRateFor(rates, to, 'shipping');

function ownRateFor(rates: readonly TaxRate[], { country, region }: Destination, taxCategory: string): TaxRate | undefined {
  const find = (part: string) => rates.find((rate) => rate.country === country && rate.region === part && rate.taxCategory === taxCategory);
  return find(region) ?? find('');
}

const million = 1_000_000n;

/** The tax on an amount that is not negative, in minor units, rounded as the rate says; out of the amount when it is included, else on top. */
export function taxOn(amountMinor: bigint, { ratePpm, included, rounding }: Pick<TaxRate, 'ratePpm' | 'included' | 'rounding'>): bigint {
  const exact = amountMinor * BigInt(ratePpm);
  const divisor = included ? million + BigInt(ratePpm) : million;
  const whole = exact / divisor;
  return whole + (goesUp(rounding, whole, (exact % divisor) * 2n, divisor) ? 1n : 0n);
}

/** `twice` the rest over the divisor: 1 is exactly half. */
function goesUp(rounding: TaxRounding, whole: bigint, twice: bigint, divisor: bigint): boolean {
  switch (rounding) {
    case 'HALF_UP':
      return twice >= divisor;
    case 'HALF_EVEN':
      return twice > divisor || (twice === divisor && whole % 2n === 1n);
    case 'DOWN':
      return false;
    case 'UP':
      return twice > 0n;
  }
}

/** 72,500 ppm is "7.25", 190,000 is "19": exact, as an invoice writes it. */
export function percentOf(ratePpm: number): string {
  const whole = Math.trunc(ratePpm / 10_000);
  const rest = String(ratePpm % 10_000)
    .padStart(4, '0')
    .replace(/0+$/, '');
  return rest === '' ? String(whole) : `${whole}.${rest}`;
}

/** "US-CA 7.25 %", "DE 19 %". */
export const taxLabel = ({ country, region, ratePpm }: Pick<TaxRate, 'country' | 'region' | 'ratePpm'>): string =>
  `${region === '' ? country : `${country}-${region}`} ${percentOf(ratePpm)} %`;
