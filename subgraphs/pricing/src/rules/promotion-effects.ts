import { allocate, type CurrencyCode, divideHalfEven, type Money } from '@cartograph/kit/money';
import { amountIn, type Effect } from '#rules/promotion';
import type { GoodsLine } from '#rules/promotion-conditions';

const full = 10_000n;
const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((total, amount) => total + amount, 0n);
const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);

/**
 * What an effect takes off each line, in minor units: never more than is left of it. `left` is what the promotions before left of each
 * line, `covered` which lines it counts. Shipping is not of the goods: its effect takes off nothing here.
 */
export function giftOf(
  effect: Effect,
  currency: CurrencyCode,
  lines: readonly GoodsLine[],
  covered: readonly boolean[],
  left: readonly bigint[],
): bigint[] {
  const open = left.map((minor, index) => (covered[index] ? minor : 0n));
  switch (effect.kind) {
    case 'PERCENT_OFF':
      return shared(capped(divideHalfEven(sum(open) * BigInt(effect.basisPoints), full), effect.maximum, currency), open);
    case 'AMOUNT_OFF':
      return shared(least(amountIn(effect.amounts, currency) ?? 0n, sum(open)), open);
    case 'FIXED_PRICE': {
      const price = amountIn(effect.amounts, currency);
      return lines.map(({ quantity }, index) => above(open[index] ?? 0n, price === undefined ? undefined : price * BigInt(quantity)));
    }
    case 'BUY_X_GET_Y': {
      const units = lines.reduce((total, { quantity }, index) => total + (covered[index] ? quantity : 0), 0);
      const free = Math.floor(units / (effect.buy + effect.get)) * effect.get;
      return cheapest(free, BigInt(effect.basisPoints), effect.maximum, currency, lines, open, covered);
    }
    case 'CHEAPEST_FREE':
      return cheapest(effect.get, full, effect.maximum, currency, lines, open, covered);
    case 'BUNDLE_PRICE':
      return bundles(effect.skus, amountIn(effect.amounts, currency), lines, left);
    case 'SHIPPING_PERCENT_OFF':
      return lines.map(() => 0n);
  }
}

/** What an effect takes off shipping; 0 for one that is of the goods. */
export function shippingGiftOf(effect: Effect, currency: CurrencyCode, leftMinor: bigint): bigint {
  if (effect.kind !== 'SHIPPING_PERCENT_OFF') return 0n;
  return capped(divideHalfEven(leftMinor * BigInt(effect.basisPoints), full), effect.maximum, currency);
}

const above = (minor: bigint, price: bigint | undefined): bigint => (price !== undefined && minor > price ? minor - price : 0n);

const capped = (worth: bigint, maximum: readonly Money[], currency: CurrencyCode): bigint => {
  const most = maximum.length === 0 ? worth : (amountIn(maximum, currency) ?? 0n);
  return least(worth, most);
};

/** By largest remainder over what is left of the lines; nothing where nothing is left. */
const shared = (worth: bigint, open: readonly bigint[]): bigint[] => (worth > 0n ? allocate(worth, open) : open.map(() => 0n));

/**
 * Units are chosen by what they cost before promotions, the cheapest first (then by SKU, so that the order of lines does not matter);
 * what is taken is their part of what is left of their line.
 */
function cheapest(
  count: number,
  basisPoints: bigint,
  maximum: readonly Money[],
  currency: CurrencyCode,
  lines: readonly GoodsLine[],
  open: readonly bigint[],
  covered: readonly boolean[],
): bigint[] {
  const takes = lines.map(() => 0n);
  let rest = count;
  const order = lines.map((line, index) => ({ ...line, index })).filter(({ index }) => covered[index]);
  for (const { index, quantity } of order.toSorted(byPrice)) {
    const units = Math.min(rest, quantity);
    takes[index] = divideHalfEven((open[index] ?? 0n) * BigInt(units) * basisPoints, BigInt(quantity) * full);
    rest -= units;
  }
  const worth = sum(takes);
  const most = capped(worth, maximum, currency);
  return most === worth ? takes : shared(most, takes);
}

const byPrice = (one: GoodsLine, other: GoodsLine): number =>
  one.unitMinor === other.unitMinor ? (one.sku < other.sku ? -1 : 1) : one.unitMinor < other.unitMinor ? -1 : 1;

/**
 * What full bundles cost less than their parts do before promotions, shared by what the parts cost. So a bundle is worth the same
 * whatever else there is, and what takes off a part never makes the bundle take off less of another one.
 */
function bundles(skus: readonly string[], price: bigint | undefined, lines: readonly GoodsLine[], left: readonly bigint[]): bigint[] {
  const needs = new Map<string, number>();
  for (const sku of skus) needs.set(sku, (needs.get(sku) ?? 0) + 1);
  const counts = [...needs].map(([sku, need]) => Math.floor((lines.find((line) => line.sku === sku)?.quantity ?? 0) / need));
  const count = Math.min(...counts);
  const parts = lines.map(({ sku, unitMinor }) => unitMinor * BigInt(count * (needs.get(sku) ?? 0)));
  const worth = count > 0 ? above(sum(parts), price === undefined ? undefined : price * BigInt(count)) : 0n;
  return shared(worth, parts).map((share, index) => least(share, left[index] ?? 0n));
}
