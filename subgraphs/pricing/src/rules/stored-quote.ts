import { couponLabel, pointsDiscount } from '#rules/discounts';
import type { FrozenDiscount, FrozenLine, FrozenQuote, FrozenTax } from '#rules/frozen-quote';

/** JSON has no bigint: amounts are stored as text. */
type Stored<T> = T extends bigint
  ? string
  : T extends readonly (infer Item)[]
    ? Stored<Item>[]
    : T extends object
      ? { [Key in keyof T]: Stored<T[Key]> }
      : T;

/** What versions before 2026-12 did not keep. */
type LaterLine = 'listMinor' | 'discountSharesMinor' | 'taxCategory' | 'taxRate';
type LaterQuote = 'pointsValueMinor' | 'discounts' | 'taxes' | 'shippingTaxes' | 'shippingMethod';
type StoredLine = Stored<Omit<FrozenLine, LaterLine>> & Partial<Stored<Pick<FrozenLine, LaterLine>>>;
export type StoredQuote = Stored<Omit<FrozenQuote, 'lines' | LaterQuote>> &
  Partial<Stored<Pick<FrozenQuote, LaterQuote>>> & { lines: StoredLine[] };

/**
 * Field by field: a replacer of JSON would be asked for each of them, too. In the order in which jsonb keeps them, shorter names first: then
 * PostgreSQL need not sort them, a fifth of reading them.
 */
export const toStored = (quote: FrozenQuote): StoredQuote => ({
  lines: quote.lines.map(lineToStored),
  taxes: quote.taxes && quote.taxes.map(taxToStored),
  currency: quote.currency,
  taxMinor: String(quote.taxMinor),
  discounts: quote.discounts.map(({ code, kind, label, amountMinor }) => ({ code, kind, label, amountMinor: String(amountMinor) })),
  totalMinor: String(quote.totalMinor),
  pointsToEarn: quote.pointsToEarn,
  discountMinor: String(quote.discountMinor),
  shippingMinor: String(quote.shippingMinor),
  shippingTaxes: quote.shippingTaxes.map(({ taxRate, taxMinor, amountMinor }) => ({
    taxRate,
    taxMinor: String(taxMinor),
    amountMinor: String(amountMinor),
  })),
  subtotalMinor: String(quote.subtotalMinor),
  pointsRedeemed: quote.pointsRedeemed,
  ...(quote.shippingMethod === null ? {} : { shippingMethod: quote.shippingMethod }),
  includedTaxMinor: String(quote.includedTaxMinor),
  pointsValueMinor: String(quote.pointsValueMinor),
});

const lineToStored = (line: FrozenLine): StoredLine => ({
  sku: line.sku,
  taxRate: line.taxRate,
  quantity: line.quantity,
  taxMinor: String(line.taxMinor),
  listMinor: line.listMinor === null ? null : String(line.listMinor),
  unitMinor: String(line.unitMinor),
  totalMinor: String(line.totalMinor),
  taxCategory: line.taxCategory,
  discountMinor: String(line.discountMinor),
  includedTaxMinor: String(line.includedTaxMinor),
  discountSharesMinor: line.discountSharesMinor.map(String),
});

const taxToStored = (tax: FrozenTax): Stored<FrozenTax> => ({
  label: tax.label,
  region: tax.region,
  country: tax.country,
  ratePpm: tax.ratePpm,
  included: tax.included,
  rounding: tax.rounding,
  taxMinor: String(tax.taxMinor),
  roundedPer: tax.roundedPer,
  taxableMinor: String(tax.taxableMinor),
});

const bigintOrNull = (text: string | null | undefined): bigint | null => (typeof text === 'string' ? BigInt(text) : null);

/** A quote as it was stored; of an earlier version's as much as is known. `coupons`: the codes that it claimed. */
export function fromStored(stored: StoredQuote, coupons: readonly string[]): FrozenQuote {
  const discountMinor = BigInt(stored.discountMinor);
  // Before points had a value of their own, each was one minor unit.
  const pointsValueMinor = BigInt(stored.pointsValueMinor ?? stored.pointsRedeemed);
  return {
    ...stored,
    lines: stored.lines.map((line) => lineFromStored(line, discountMinor > pointsValueMinor)),
    subtotalMinor: BigInt(stored.subtotalMinor),
    discountMinor,
    shippingMinor: BigInt(stored.shippingMinor),
    taxMinor: BigInt(stored.taxMinor),
    includedTaxMinor: BigInt(stored.includedTaxMinor),
    totalMinor: BigInt(stored.totalMinor),
    pointsValueMinor,
    shippingMethod: stored.shippingMethod ?? null,
    discounts:
      stored.discounts?.map((discount) => ({ ...discount, amountMinor: BigInt(discount.amountMinor) })) ??
      earlierDiscounts(coupons, discountMinor - pointsValueMinor, stored.pointsRedeemed, pointsValueMinor),
    taxes: stored.taxes?.map((tax) => ({ ...tax, taxableMinor: BigInt(tax.taxableMinor), taxMinor: BigInt(tax.taxMinor) })) ?? null,
    shippingTaxes:
      stored.shippingTaxes?.map((tax) => ({ ...tax, amountMinor: BigInt(tax.amountMinor), taxMinor: BigInt(tax.taxMinor) })) ?? [],
  };
}

/** What several coupons took off is one discount in quotes of earlier versions: the line's part of it is all of its discount. */
const lineFromStored = (line: StoredLine, discounted: boolean): FrozenLine => ({
  ...line,
  unitMinor: BigInt(line.unitMinor),
  totalMinor: BigInt(line.totalMinor),
  discountMinor: BigInt(line.discountMinor),
  taxMinor: BigInt(line.taxMinor),
  includedTaxMinor: BigInt(line.includedTaxMinor),
  listMinor: bigintOrNull(line.listMinor),
  discountSharesMinor: line.discountSharesMinor?.map(BigInt) ?? (discounted ? [BigInt(line.discountMinor)] : []),
  taxCategory: line.taxCategory ?? null,
  taxRate: line.taxRate ?? null,
});

/** How several coupons shared what they took off was not kept: together they are one discount without a code. */
function earlierDiscounts(coupons: readonly string[], couponMinor: bigint, points: number, valueMinor: bigint): FrozenDiscount[] {
  const [code = null, ...more] = coupons;
  const label = coupons.map(couponLabel).join(', ') || 'coupon';
  return [
    ...(couponMinor > 0n ? [{ kind: 'COUPON' as const, code: more.length > 0 ? null : code, label, amountMinor: couponMinor }] : []),
    ...(points > 0 ? [pointsDiscount(points, valueMinor)] : []),
  ];
}
