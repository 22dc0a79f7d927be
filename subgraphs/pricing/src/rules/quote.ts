import type { CurrencyCode } from '@cartograph/kit/money';
import { type Basket, sumLines } from '#rules/basket';
import { type Coupon, discountOf, distinctCodes, type RejectedCoupon, rejectedCoupon } from '#rules/coupon';
import { pointsEarned, pointsRedeemed } from '#rules/points';
import { breakFor, type Price, unitPrice } from '#rules/price-list';
import { type ShippingRate, shippingFor } from '#rules/shipping';
import { type TaxRate, taxName, taxOn, taxRateFor } from '#rules/tax';
import { createTrace, type PriceStep, type Trace } from '#rules/trace';

/** All that is needed to price baskets, as it stands at `now`. */
export interface PriceRules {
  readonly now: Date;
  readonly prices: readonly Price[];
  readonly taxRates: readonly TaxRate[];
  readonly shippingRates: readonly ShippingRate[];
  /** By code. */
  readonly coupons: ReadonlyMap<string, Coupon>;
}

export interface PricedLine {
  readonly sku: string;
  readonly quantity: number;
  readonly listMinor: bigint;
  readonly unitMinor: bigint;
  readonly totalMinor: bigint;
  /** Its share of the coupons; points are not spread over lines. */
  readonly discountMinor: bigint;
  readonly taxMinor: bigint;
  readonly includedTaxMinor: bigint;
}

/** Always: total = subtotal - discount + shipping + tax. All in minor units of one currency. */
export interface PricedBasket {
  readonly kind: 'priced';
  readonly currency: CurrencyCode;
  readonly lines: readonly PricedLine[];
  readonly subtotalMinor: bigint;
  /** Coupons and points together. */
  readonly discountMinor: bigint;
  readonly shippingMinor: bigint;
  readonly taxMinor: bigint;
  readonly includedTaxMinor: bigint;
  readonly totalMinor: bigint;
  readonly pointsToEarn: number;
  readonly pointsRedeemed: number;
  /** Codes, in the order applied. */
  readonly appliedCoupons: readonly string[];
  readonly rejectedCoupons: readonly RejectedCoupon[];
  readonly trace: readonly PriceStep[];
}

export type PriceOutcome =
  | PricedBasket
  | { readonly kind: 'unpriced'; readonly skus: readonly string[] }
  /** More than `largestTotal`. */
  | { readonly kind: 'too_large' };

/** 10 trillion dollars, far inside of a 64-bit column however many are summed up. */
export const largestTotal = 10n ** 15n;

interface OpenLine {
  readonly sku: string;
  readonly quantity: number;
  readonly price: Price;
  readonly unitMinor: bigint;
  readonly totalMinor: bigint;
  discountMinor: bigint;
  taxMinor: bigint;
  includedTaxMinor: bigint;
}

const sumOf = <T>(items: readonly T[], amount: (item: T) => bigint): bigint => items.reduce((sum, item) => sum + amount(item), 0n);

/**
 * The one way anything is priced: list price, quantity breaks, coupons in the order given, shipping, tax on the discounted lines
 * (shipping is not taxed), and points as a tender at the end.
 */
export function priceBasket(basket: Basket, rules: PriceRules): PriceOutcome {
  const trace = createTrace();
  const lines = priceLines(basket, rules, trace);
  if (!Array.isArray(lines)) return { kind: 'unpriced', skus: lines.unpriced };
  const subtotalMinor = trace.total();
  const coupons = applyCoupons(basket, rules, lines, subtotalMinor, trace);
  const goodsMinor = trace.total();
  const shippingMinor = lines.length === 0 ? 0n : shippingFor(rules.shippingRates, basket.currency, basket.destination, goodsMinor);
  if (basket.destination && lines.length > 0) trace.add('shipping', shippingMinor);
  addTaxes(basket, rules, lines, trace);
  if (subtotalMinor > largestTotal || trace.total() > largestTotal) return { kind: 'too_large' };
  const redeemed = pointsRedeemed(basket.redeemPoints, trace.total());
  if (redeemed > 0) trace.add('points', -BigInt(redeemed));
  return {
    kind: 'priced',
    currency: basket.currency,
    lines: lines.map(({ price, ...line }) => ({ ...line, listMinor: price.listMinor })),
    subtotalMinor,
    discountMinor: subtotalMinor - goodsMinor + BigInt(redeemed),
    shippingMinor,
    taxMinor: sumOf(lines, (line) => line.taxMinor),
    includedTaxMinor: sumOf(lines, (line) => line.includedTaxMinor),
    totalMinor: trace.total(),
    pointsToEarn: pointsEarned(goodsMinor - BigInt(redeemed)),
    pointsRedeemed: redeemed,
    appliedCoupons: coupons.applied,
    rejectedCoupons: coupons.rejected,
    trace: trace.steps,
  };
}

function priceLines({ currency, lines }: Basket, { prices }: PriceRules, trace: Trace): OpenLine[] | { unpriced: string[] } {
  const bySku = new Map(prices.filter((price) => price.currency === currency).map((price) => [price.sku, price]));
  const summed = sumLines(lines);
  const unpriced = summed.filter(({ sku }) => !bySku.has(sku));
  if (unpriced.length > 0) return { unpriced: unpriced.map(({ sku }) => sku) };
  const open = summed.flatMap(({ sku, quantity }) => {
    const price = bySku.get(sku);
    return price ? [openLine(price, quantity)] : [];
  });
  trace.add(
    'list price',
    sumOf(open, ({ price, quantity }) => price.listMinor * BigInt(quantity)),
  );
  for (const { price, quantity, totalMinor } of open) {
    const reached = breakFor(price, quantity);
    if (reached) trace.add(`quantity break ${price.sku} ${reached.minQuantity}+`, totalMinor - price.listMinor * BigInt(quantity));
  }
  return open;
}

function openLine(price: Price, quantity: number): OpenLine {
  const unitMinor = unitPrice(price, quantity);
  const totalMinor = unitMinor * BigInt(quantity);
  return { sku: price.sku, quantity, price, unitMinor, totalMinor, discountMinor: 0n, taxMinor: 0n, includedTaxMinor: 0n };
}

function applyCoupons(basket: Basket, { now, coupons }: PriceRules, lines: OpenLine[], subtotalMinor: bigint, trace: Trace) {
  const applied: string[] = [];
  const rejected: RejectedCoupon[] = [];
  for (const [code, given] of distinctCodes(basket.couponCodes)) {
    const left = lines.map((line) => ({
      sku: line.sku,
      taxCategory: line.price.taxCategory,
      leftMinor: line.totalMinor - line.discountMinor,
    }));
    const { currency, customerId } = basket;
    const discount = discountOf(coupons.get(code), { now, currency, customerId, subtotalMinor, lines: left });
    if (!Array.isArray(discount)) {
      rejected.push(rejectedCoupon(given, discount));
      continue;
    }
    for (const [index, line] of lines.entries()) line.discountMinor += discount[index] ?? 0n;
    trace.add(`coupon ${code}`, -sumOf(discount, (share) => share));
    applied.push(code);
  }
  return { applied, rejected };
}

/** Included tax changes no total: its steps are remarks. */
function addTaxes({ destination }: Basket, { taxRates }: PriceRules, lines: OpenLine[], trace: Trace): void {
  if (!destination) return;
  const added = new Map<TaxRate, bigint>();
  for (const line of lines) {
    const rate = taxRateFor(taxRates, destination, line.price.taxCategory);
    if (!rate) continue;
    const tax = taxOn(line.totalMinor - line.discountMinor, rate);
    if (rate.included) line.includedTaxMinor = tax;
    else line.taxMinor = tax;
    added.set(rate, (added.get(rate) ?? 0n) + line.taxMinor);
  }
  for (const [rate, tax] of added) trace.add(taxName(rate), tax);
}
