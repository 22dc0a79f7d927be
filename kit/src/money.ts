/** Exact money: bigint minor units and an ISO 4217 currency. Decimal strings exist only at the edge. */
export const currencies = ['USD', 'EUR', 'GBP', 'JPY'] as const;
export type CurrencyCode = (typeof currencies)[number];

export interface Money {
  readonly minor: bigint;
  readonly currency: CurrencyCode;
}

/** What the wire carries: `Money` and `MoneyInput` of the SDL. */
export interface WireMoney {
  amount: string;
  currencyCode: CurrencyCode;
}

/** Number of decimals of a currency (ISO 4217 exponent). */
export const decimalsOf: Readonly<Record<CurrencyCode, number>> = { USD: 2, EUR: 2, GBP: 2, JPY: 0 };

export const isCurrencyCode = (value: unknown): value is CurrencyCode => currencies.some((code) => code === value);

export const money = (minor: bigint, currency: CurrencyCode): Money => ({ minor, currency });

/** `124990n USD` becomes "1249.90", `1200n JPY` becomes "1200". */
export function formatDecimal(minor: bigint, currency: CurrencyCode): string {
  const decimals = decimalsOf[currency];
  const digits = (minor < 0n ? -minor : minor).toString().padStart(decimals + 1, '0');
  const sign = minor < 0n ? '-' : '';
  if (decimals === 0) return sign + digits;
  return `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** Minor units of a decimal string, or undefined when it is no number or has more decimals than the currency. */
export function parseDecimal(amount: string, currency: CurrencyCode): bigint | undefined {
  const match = /^(-?)(\d{1,15})(?:\.(\d{1,6}))?$/.exec(amount);
  if (!match) return undefined;
  const [, sign = '', whole = '', fraction = ''] = match;
  const decimals = decimalsOf[currency];
  const excess = fraction.slice(decimals);
  if (/[1-9]/.test(excess)) return undefined;
  const minor = BigInt(whole + fraction.slice(0, decimals).padEnd(decimals, '0'));
  return sign === '-' ? -minor : minor;
}

export const toWire = (value: Money): WireMoney => ({
  amount: formatDecimal(value.minor, value.currency),
  currencyCode: value.currency,
});

/** Throws on a malformed amount: use it where the sender is a room; for clients' input use `parseDecimal` and refuse. */
export function fromWire(value: { amount: string; currencyCode: CurrencyCode }): Money {
  const minor = parseDecimal(value.amount, value.currencyCode);
  if (minor === undefined) throw new RangeError(`not an amount of ${value.currencyCode}: ${value.amount}`);
  return money(minor, value.currencyCode);
}

/** numerator / denominator rounded half to even ("banker's rounding"); denominator > 0. */
export function divideHalfEven(numerator: bigint, denominator: bigint): bigint {
  const sign = numerator < 0n ? -1n : 1n;
  const positive = numerator * sign;
  const quotient = positive / denominator;
  const twice = (positive % denominator) * 2n;
  const up = twice > denominator || (twice === denominator && quotient % 2n === 1n);
  return sign * (up ? quotient + 1n : quotient);
}

/**
 * Splits `total` in proportion to non-negative `weights` so that the parts add up to it exactly: largest remainder method
 * (Hamilton), ties to the earlier part. All weights zero: the first part takes all.
 */
export function allocate(total: bigint, weights: readonly bigint[]): bigint[] {
  if (weights.length === 0) return [];
  const sum = weights.reduce((a, b) => a + b, 0n);
  if (sum === 0n) return weights.map((_, index) => (index === 0 ? total : 0n));
  const sign = total < 0n ? -1n : 1n;
  const positive = total * sign;
  const shares = weights.map((weight) => (positive * weight) / sum);
  const remainders = weights.map((weight, index) => ({ index, rest: (positive * weight) % sum }));
  let left = positive - shares.reduce((a, b) => a + b, 0n);
  remainders.sort((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1));
  for (const { index } of remainders) {
    if (left === 0n) break;
    shares[index] = (shares[index] ?? 0n) + 1n;
    left -= 1n;
  }
  return shares.map((share) => share * sign);
}
