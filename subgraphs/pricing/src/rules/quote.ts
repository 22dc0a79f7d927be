import type { CurrencyCode } from '@cartograph/kit/money';
import { type Basket, groupsOf, sumLines } from '#rules/basket';
import type { RejectedCoupon } from '#rules/coupon';
import { type Discount, type DiscountedLine, pointsDiscount } from '#rules/discounts';
import { type PointValue, pointsEarned, redeem } from '#rules/points';
import { choosePrice, isSale, ordinaryPrice, type Shopper } from '#rules/price-choice';
import { breakFor, type Price, unitPrice } from '#rules/price-list';
import { applyPromotions, type PromotionClaim, type PromotionRules } from '#rules/promotions';
import { chosenOption, type ShippingOption, type ShippingRate, shippingOptions } from '#rules/shipping';
import { type TaxRate, taxLabel } from '#rules/tax';
import { type AppliedTax, type ShippingTax, type Taxes, taxesOf } from '#rules/taxes';
import { createTrace, type PriceStep, type Trace } from '#rules/trace';

/** All that is needed to price baskets, as it stands at `now`. */
export interface PriceRules extends PromotionRules {
  readonly prices: readonly Price[];
  readonly taxRates: readonly TaxRate[];
  readonly shippingRates: readonly ShippingRate[];
  /** The shop has said how it sends anything, now or ever: what no method in use reaches is not sent. Else sending costs nothing. */
  readonly ships: boolean;
  readonly pointValues: readonly PointValue[];
}

export interface PricedLine {
  readonly sku: string;
  readonly quantity: number;
  readonly listMinor: bigint;
  readonly unitMinor: bigint;
  readonly totalMinor: bigint;
  /** Its share of promotions and coupons; points are not spread over lines. */
  readonly discountMinor: bigint;
  /** The same one by one, in the order of the basket's discounts. */
  readonly discountSharesMinor: readonly bigint[];
  readonly taxMinor: bigint;
  readonly includedTaxMinor: bigint;
  readonly taxCategory: string;
  /** The place of its rate in the basket's taxes; null: not taxed. */
  readonly taxRate: number | null;
}

/** Always: total = subtotal - discount + shipping + tax. All in minor units of one currency. */
export interface PricedBasket {
  readonly kind: 'priced';
  readonly currency: CurrencyCode;
  readonly lines: readonly PricedLine[];
  readonly subtotalMinor: bigint;
  /** Promotions, coupons and points together. */
  readonly discountMinor: bigint;
  readonly shippingMinor: bigint;
  /** Of lines and shipping, as `includedTaxMinor`. */
  readonly taxMinor: bigint;
  readonly includedTaxMinor: bigint;
  readonly totalMinor: bigint;
  readonly pointsToEarn: number;
  readonly pointsRedeemed: number;
  readonly pointsValueMinor: bigint;
  /** Promotions and coupons in the order applied, then points; together `discountMinor`. */
  readonly discounts: readonly Discount[];
  /** One a rate; together `taxMinor` + `includedTaxMinor`. */
  readonly taxes: readonly AppliedTax[];
  readonly shippingTaxes: readonly ShippingTax[];
  /** Null: no destination, or nothing is said of what sending costs. */
  readonly shippingOption: ShippingOption | null;
  /** All there are, cheapest first. */
  readonly shippingOptions: readonly ShippingOption[];
  readonly rejectedCoupons: readonly RejectedCoupon[];
  readonly claims: readonly PromotionClaim[];
  readonly trace: readonly PriceStep[];
}

/** The option that is asked for is none here; or nothing is sent there. */
export type ShippingProblem = 'UNKNOWN_OPTION' | 'UNDELIVERABLE';

export type PriceOutcome =
  | PricedBasket
  | { readonly kind: 'unpriced'; readonly skus: readonly string[] }
  | { readonly kind: 'unshippable'; readonly problem: ShippingProblem; readonly shippingOptions: readonly ShippingOption[] }
  /** More than `largestTotal`. */
  | { readonly kind: 'too_large' };

/** 10 trillion dollars, far inside of a 64-bit column however many are summed up. */
export const largestTotal = 10n ** 15n;

const noTaxes = (lines: readonly DiscountedLine[]): Taxes => ({
  rates: [],
  lines: lines.map(() => ({ rate: null, taxMinor: 0n })),
  shipping: [],
});

/**
 * The one way anything is priced: list price, quantity breaks, promotions and coupons, shipping, tax on the discounted lines and on
 * shipping as each rate says, and points as a tender at the end.
 */
export function priceBasket(basket: Basket, rules: PriceRules): PriceOutcome {
  const trace = createTrace();
  const lines = priceLines(basket, rules, trace);
  if (!Array.isArray(lines)) return { kind: 'unpriced', skus: lines.unpriced };
  const subtotalMinor = trace.total();
  const { currency, destination } = basket;
  const promoted = applyPromotions(rules, basket, lines, (goods) => ship(basket, rules, lines, goods).option?.priceMinor ?? 0n, trace);
  const { shippingMinor } = promoted;
  const goodsMinor = trace.total();
  const shipped = ship(basket, rules, lines, promoted.shippedGoodsMinor);
  if (shipped.problem) return { kind: 'unshippable', problem: shipped.problem, shippingOptions: shipped.options };
  if (destination && lines.length > 0) trace.add('SHIPPING', 'shipping', promoted.fullShippingMinor);
  for (const { rule, label, offMinor } of promoted.shippingSteps) trace.add(rule, label, -offMinor);
  const taxed = lines.map((line) => ({ ...line, taxCategory: line.price.taxCategory }));
  const taxes = destination ? taxesOf(rules.taxRates, destination, taxed, shippingMinor, shipped.option?.taxCategory) : noTaxes(lines);
  traceTaxes(taxes.rates, trace);
  if (subtotalMinor > largestTotal || trace.total() > largestTotal) return { kind: 'too_large' };
  const microMinor = rules.pointValues.find((value) => value.currency === currency)?.microMinor ?? 0n;
  const redeemed = redeem(basket.redeemPoints, trace.total(), microMinor);
  const points = redeemed.points > 0 ? [pointsDiscount(redeemed.points, redeemed.valueMinor)] : [];
  for (const { amountMinor } of points) trace.add('POINTS', 'points', -amountMinor);
  const sumOfTaxes = (included: boolean) => sumOf(taxes.rates, (rate) => (rate.included === included ? rate.taxMinor : 0n));
  return {
    kind: 'priced',
    currency,
    lines: lines.map((line, index) => pricedLine(line, taxes, index)),
    subtotalMinor,
    discountMinor: subtotalMinor - goodsMinor + redeemed.valueMinor,
    shippingMinor,
    taxMinor: sumOfTaxes(false),
    includedTaxMinor: sumOfTaxes(true),
    totalMinor: trace.total(),
    pointsToEarn: pointsEarned(goodsMinor - redeemed.valueMinor, microMinor),
    pointsRedeemed: redeemed.points,
    pointsValueMinor: redeemed.valueMinor,
    discounts: [...promoted.applied, ...points],
    taxes: taxes.rates,
    shippingTaxes: taxes.shipping,
    rejectedCoupons: promoted.rejected,
    claims: promoted.claims,
    shippingOption: shipped.option,
    shippingOptions: shipped.options,
    trace: trace.steps,
  };
}

interface Shipped {
  readonly options: readonly ShippingOption[];
  readonly option: ShippingOption | null;
  readonly problem: ShippingProblem | undefined;
}

/** How goods of this worth are sent: as is asked for, or in the cheapest way. */
function ship(basket: Basket, rules: PriceRules, lines: readonly DiscountedLine[], goodsMinor: bigint): Shipped {
  const { currency, destination, shippingOptionId = null } = basket;
  if (!destination || lines.length === 0) return { options: [], option: null, problem: undefined };
  const options = shippingOptions(rules.shippingRates, { currency, destination, goodsMinor, weightGrams: weightOf(lines) });
  const option = chosenOption(options, shippingOptionId) ?? null;
  if (option) return { options, option, problem: undefined };
  if (shippingOptionId !== null) return { options, option, problem: 'UNKNOWN_OPTION' };
  return { options, option, problem: rules.ships ? 'UNDELIVERABLE' : undefined };
}

const weightOf = (lines: readonly DiscountedLine[]): number =>
  lines.reduce((sum, { quantity, price }) => sum + quantity * price.weightGrams, 0);

const sumOf = <T>(items: readonly T[], amount: (item: T) => bigint): bigint => items.reduce((sum, item) => sum + amount(item), 0n);

/** Of the prices that many baskets share, made once. */
const priceIndexes = new WeakMap<readonly Price[], Map<CurrencyCode, Map<string, Price[]>>>();

function pricesIn(prices: readonly Price[], currency: CurrencyCode): ReadonlyMap<string, readonly Price[]> {
  const known = priceIndexes.get(prices);
  const index = known ?? indexPrices(prices);
  if (!known) priceIndexes.set(prices, index);
  return index.get(currency) ?? new Map();
}

function indexPrices(prices: readonly Price[]): Map<CurrencyCode, Map<string, Price[]>> {
  const index = new Map<CurrencyCode, Map<string, Price[]>>();
  for (const price of prices) {
    const bySku = index.get(price.currency) ?? new Map<string, Price[]>();
    const known = bySku.get(price.sku);
    if (known) known.push(price);
    else index.set(price.currency, bySku.set(price.sku, [price]));
  }
  return index;
}

function priceLines(basket: Basket, rules: PriceRules, trace: Trace): DiscountedLine[] | { unpriced: string[] } {
  const { currency, lines } = basket;
  const bySku = pricesIn(rules.prices, currency);
  const shopper = { at: rules.now, groups: groupsOf(rules, basket) };
  const unpriced: string[] = [];
  const open: DiscountedLine[] = [];
  for (const { sku, quantity } of sumLines(lines)) {
    const price = choosePrice(bySku.get(sku) ?? [], shopper, quantity);
    if (price) open.push(openLine(price, quantity));
    else unpriced.push(sku);
  }
  if (unpriced.length > 0) return { unpriced };
  traceLines(open, (sku) => bySku.get(sku) ?? [], shopper, trace);
  return open;
}

/** From what everybody pays always to what this basket pays. */
function traceLines(open: readonly DiscountedLine[], pricesOf: (sku: string) => readonly Price[], shopper: Shopper, trace: Trace): void {
  const lines = open.map((line) => ({ ...line, ordinary: ordinaryPrice(pricesOf(line.price.sku), shopper) ?? line.price }));
  trace.add(
    'LIST_PRICE',
    'list price',
    sumOf(lines, ({ ordinary, quantity }) => ordinary.listMinor * BigInt(quantity)),
  );
  for (const { price, ordinary, quantity } of lines) {
    if (price === ordinary) continue;
    const change = (price.listMinor - ordinary.listMinor) * BigInt(quantity);
    trace.add(isSale(price) ? 'SALE' : 'PRICE_LIST', `price list ${price.list.code} ${price.sku}`, change);
  }
  for (const { price, quantity, totalMinor } of lines) {
    const reached = breakFor(price, quantity);
    const saved = totalMinor - price.listMinor * BigInt(quantity);
    if (reached) trace.add('QUANTITY_BREAK', `quantity break ${price.sku} ${reached.minQuantity}+`, saved);
  }
}

function openLine(price: Price, quantity: number): DiscountedLine {
  const unitMinor = unitPrice(price, quantity);
  return { quantity, price, unitMinor, totalMinor: unitMinor * BigInt(quantity), discountMinor: 0n, shares: [] };
}

/** Included tax changes no total: its steps are remarks. */
function traceTaxes(rates: readonly AppliedTax[], trace: Trace): void {
  for (const rate of rates) {
    if (rate.included) trace.add('INCLUDED_TAX', `included tax ${taxLabel(rate)}`, 0n);
    else trace.add('TAX', `tax ${taxLabel(rate)}`, rate.taxMinor);
  }
}

function pricedLine(
  { price, quantity, unitMinor, totalMinor, discountMinor, shares }: DiscountedLine,
  taxes: Taxes,
  index: number,
): PricedLine {
  const { rate, taxMinor } = taxes.lines[index] ?? { rate: null, taxMinor: 0n };
  const included = rate !== null && (taxes.rates[rate]?.included ?? false);
  return {
    sku: price.sku,
    quantity,
    listMinor: price.listMinor,
    unitMinor,
    totalMinor,
    discountMinor,
    discountSharesMinor: shares,
    taxMinor: included ? 0n : taxMinor,
    includedTaxMinor: included ? taxMinor : 0n,
    taxCategory: price.taxCategory,
    taxRate: rate,
  };
}
