import { allocate } from '@cartograph/kit/money';
import type { Destination } from '#rules/basket';
import { shippingRateFor, type TaxRate, taxOn, taxRateFor } from '#rules/tax';

/** One rate on one document: what an invoice says of it. Goods of several tax categories that have the same rate are one. */
export interface AppliedTax {
  readonly country: string;
  /** '' for the whole country. */
  readonly region: string;
  readonly ratePpm: number;
  readonly included: boolean;
  readonly rounding: TaxRate['rounding'];
  readonly roundedPer: TaxRate['roundedPer'];
  /** What it is on, without the tax: goods after coupons and their part of shipping. */
  readonly taxableMinor: bigint;
  readonly taxMinor: bigint;
}

export interface TaxableLine {
  readonly taxCategory: string;
  /** Before coupons. */
  readonly totalMinor: bigint;
  readonly discountMinor: bigint;
}

/** A part of shipping that is taxed. */
export interface ShippingTax {
  /** Its place in `rates`. */
  readonly rate: number;
  /** As charged: with the tax where prices include it. */
  readonly amountMinor: bigint;
  readonly taxMinor: bigint;
}

export interface Taxes {
  readonly rates: readonly AppliedTax[];
  /** One a line, in their order: the place of its rate in `rates` (null: not taxed) and its share of the tax. */
  readonly lines: readonly { readonly rate: number | null; readonly taxMinor: bigint }[];
  readonly shipping: readonly ShippingTax[];
}

interface Part {
  readonly amountMinor: bigint;
  taxMinor: bigint;
}

interface Row {
  readonly rate: TaxRate;
  readonly parts: Part[];
}

/** What is rounded together: one line of an invoice's table of taxes. */
const isSameTax = (one: TaxRate, other: TaxRate): boolean =>
  one.ratePpm === other.ratePpm &&
  one.region === other.region &&
  one.country === other.country &&
  one.included === other.included &&
  one.rounding === other.rounding &&
  one.roundedPer === other.roundedPer;

/**
 * Tax by rate, on lines after coupons and on shipping. Lines' and shipping's shares add up to the tax of each rate exactly, whether the
 * rate is rounded a line or once a document. `shippingCategory`: what the method says that its price is taxed as.
 */
export function taxesOf(
  rates: readonly TaxRate[],
  destination: Destination,
  lines: readonly TaxableLine[],
  shippingMinor: bigint,
  shippingCategory: string | null = null,
): Taxes {
  const rows: Row[] = [];
  const place = (rate: TaxRate): number => {
    const known = rows.findIndex((row) => row.rate === rate || isSameTax(row.rate, rate));
    return known >= 0 ? known : rows.push({ rate, parts: [] }) - 1;
  };
  const put = (row: number, amountMinor: bigint): Part => {
    const part = { amountMinor, taxMinor: 0n };
    rows[row]?.parts.push(part);
    return part;
  };

  const goods = lines.map((line) => {
    const rate = taxRateFor(rates, destination, line.taxCategory);
    const row = rate ? place(rate) : null;
    return { line, rate, row, part: row === null ? undefined : put(row, line.totalMinor - line.discountMinor) };
  });
  const own = shippingRateFor(rates, destination, shippingCategory);
  const slots = own && shippingMinor > 0n ? [{ row: place(own), amountMinor: shippingMinor }] : shareShipping(goods, shippingMinor);
  const shipping = slots.flatMap(({ row, amountMinor }) =>
    row === null || amountMinor === 0n ? [] : [{ rate: row, part: put(row, amountMinor) }],
  );
  for (const row of rows) addTax(row);
  return {
    rates: rows.map(appliedTax),
    lines: goods.map(({ row, part }) => ({ rate: row, taxMinor: part?.taxMinor ?? 0n })),
    shipping: shipping.map(({ rate, part }) => ({ rate, ...part })),
  };
}

interface Goods {
  readonly line: TaxableLine;
  readonly rate: TaxRate | undefined;
  readonly row: number | null;
}

/**
 * Shipping goes with the goods: in proportion to what they cost, by rate, to the last cent. Goods whose shipping is not taxed keep their
 * part untaxed (null). Where coupons paid for all, what they cost before counts.
 */
function shareShipping(goods: readonly Goods[], shippingMinor: bigint): { row: number | null; amountMinor: bigint }[] {
  const free = goods.every(({ line }) => line.totalMinor === line.discountMinor);
  const weights = new Map<number | null, bigint>();
  for (const { line, rate, row } of goods) {
    const slot = rate?.appliesToShipping ? row : null;
    weights.set(slot, (weights.get(slot) ?? 0n) + line.totalMinor - (free ? 0n : line.discountMinor));
  }
  const shares = allocate(shippingMinor, [...weights.values()]);
  return [...weights.keys()].map((row, index) => ({ row, amountMinor: shares[index] ?? 0n }));
}

function addTax({ rate, parts }: Row): void {
  const amounts = parts.map(({ amountMinor }) => amountMinor);
  const taxes = rate.roundedPer === 'LINE' ? amounts.map((amount) => taxOn(amount, rate)) : allocate(taxOn(sum(amounts), rate), amounts);
  for (const [index, part] of parts.entries()) part.taxMinor = taxes[index] ?? 0n;
}

const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((total, amount) => total + amount, 0n);

function appliedTax({ rate, parts }: Row): AppliedTax {
  const { country, region, ratePpm, included, rounding, roundedPer } = rate;
  const taxMinor = sum(parts.map((part) => part.taxMinor));
  const chargedMinor = sum(parts.map((part) => part.amountMinor));
  const taxableMinor = included ? chargedMinor - taxMinor : chargedMinor;
  return { country, region, ratePpm, included, rounding, roundedPer, taxableMinor, taxMinor };
}
