import { atLeast, exact, type Mode, over, rounded, shared, times, whole } from './exact.ts';
import type { PriceBook, Rate } from './price-book.ts';
import { taxesOf } from './work-out-tax.ts';

export interface Basket {
  currency: string;
  lines: { sku: string; quantity: number }[];
  /** Where it goes: the country, and the region as its code. Null: nowhere yet. */
  to: { country: string; region: string } | null;
  coupons: string[];
  points: number;
}

/** What the shop must say, in minor units. */
export interface Expected {
  lines: Record<'list' | 'unit' | 'total' | 'discount' | 'tax' | 'includedTax', bigint>[];
  subtotal: bigint;
  discount: bigint;
  shipping: bigint;
  tax: bigint;
  includedTax: bigint;
  total: bigint;
  pointsRedeemed: number;
  pointsToEarn: number;
  discounts: { kind: string; code: string | null; amount: bigint }[];
  rejected: { code: string; reason: string }[];
  taxes: { country: string; region: string; ppm: number; included: boolean; taxable: bigint; tax: bigint }[];
}

/** Wrong on purpose: what the judge itself is tested with. */
export interface Twist {
  mode?: Mode;
  per?: Rate['per'];
  /** Shipping is never taxed. */
  bareShipping?: boolean;
  /** Every point is one minor unit. */
  flatPoints?: boolean;
}

const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((all, amount) => all + amount, 0n);

export function workOut(book: PriceBook, basket: Basket, twist: Twist = {}): Expected {
  const { currency, to } = basket;
  const goods = summed(basket.lines).map(({ sku, quantity }) => {
    const known = book.goods.get(sku);
    const price = known?.prices.get(currency);
    if (!known || !price) throw new Error(`${sku} has no price in ${currency}`);
    const reached = price.breaks.filter(({ from }) => from <= quantity).at(-1);
    const unit = reached?.unit ?? price.list;
    return { sku, category: known.category, list: price.list, unit, total: unit * BigInt(quantity), off: [] as bigint[] };
  });
  const subtotal = sum(goods.map(({ total }) => total));
  const { discounts, rejected } = takeCoupons(book, basket, goods, subtotal);
  const left = goods.map(({ total, off }) => total - sum(off));
  const shipping = to === null || goods.length === 0 ? 0n : shippingOf(book, currency, to.country, sum(left));
  const twisted = book.rates.map((rate) => ({ ...rate, rounding: twist.mode ?? rate.rounding, per: twist.per ?? rate.per }));
  const rates = twist.bareShipping
    ? twisted.filter(({ category }) => category !== 'shipping').map((rate) => ({ ...rate, shipping: false }))
    : twisted;
  const taxed = taxesOf(
    rates,
    to,
    goods.map(({ category, total }, index) => ({ category, total, left: left[index] ?? 0n })),
    shipping,
  );
  const due = sum(left) + shipping + taxed.added;
  const micro = twist.flatPoints ? 1_000_000n : (book.points.get(currency) ?? 0n);
  const { points, value } = pay(basket.points, due, micro);
  // 1 % of the goods that money paid for, in points.
  const earned = sum(left) - value > 0n ? whole(over(exact(sum(left) - value, 100), exact(micro, 1_000_000))) : 0n;
  return {
    lines: goods.map(({ list, unit, total, off }, index) => ({
      list,
      unit,
      total,
      discount: sum(off),
      tax: taxed.lines[index]?.added ?? 0n,
      includedTax: taxed.lines[index]?.included ?? 0n,
    })),
    subtotal,
    discount: subtotal - sum(left) + value,
    shipping,
    tax: taxed.added,
    includedTax: taxed.included,
    total: due - value,
    pointsRedeemed: points,
    pointsToEarn: Number(earned),
    discounts: [...discounts, ...(points > 0 ? [{ kind: 'POINTS', code: null, amount: value }] : [])],
    rejected,
    taxes: taxed.rates,
  };
}

function summed(lines: Basket['lines']): Basket['lines'] {
  const first = lines.filter(({ sku }, index) => lines.findIndex((line) => line.sku === sku) === index);
  return first.map(({ sku }) => ({ sku, quantity: lines.reduce((all, line) => all + (line.sku === sku ? line.quantity : 0), 0) }));
}

interface Good {
  sku: string;
  category: string;
  total: bigint;
  off: bigint[];
}

function takeCoupons({ coupons }: PriceBook, { currency, coupons: given }: Basket, goods: Good[], subtotal: bigint) {
  const discounts: Expected['discounts'] = [];
  const rejected: Expected['rejected'] = [];
  const seen = new Set<string>();
  for (const text of given) {
    const code = text.trim().toUpperCase();
    if (seen.has(code)) continue;
    seen.add(code);
    const coupon = coupons.get(code);
    const amounts = coupon?.amounts.get(currency);
    const covered = goods.map(({ sku, category, total, off }) =>
      (coupon?.skus?.includes(sku) ?? true) && (coupon?.categories?.includes(category) ?? true) ? total - sum(off) : 0n,
    );
    const most = sum(covered);
    const percent = coupon?.basisPoints ?? null;
    const wanted = percent === null ? (amounts?.off ?? 0n) : rounded(times(exact(most), exact(percent, 10_000)), 'HALF_EVEN');
    const worth = wanted > most ? most : wanted;
    const reason = !coupon
      ? 'UNKNOWN'
      : coupon.over
        ? 'EXPIRED'
        : subtotal < (amounts?.minimum ?? 0n) || worth === 0n
          ? 'NOT_APPLICABLE'
          : null;
    if (reason !== null) {
      rejected.push({ code: text, reason });
      continue;
    }
    const shares = shared(worth, covered);
    for (const [index, good] of goods.entries()) good.off.push(shares[index] ?? 0n);
    discounts.push({ kind: 'COUPON', code, amount: worth });
  }
  return { discounts, rejected };
}

function shippingOf({ shipping }: PriceBook, currency: string, country: string, goods: bigint): bigint {
  const own = shipping.filter((rate) => rate.currency === currency);
  const rate = own.find((one) => one.country === country) ?? own.find((one) => one.country === '');
  if (!rate) return 0n;
  return rate.freeFrom !== null && goods >= rate.freeFrom ? 0n : rate.flat;
}

/** By trying: the value that points have is counted up to what is due, then points are taken back while the rest is still worth it. */
function pay(offered: number, due: bigint, micro: bigint): { points: number; value: bigint } {
  const worth = (points: bigint): bigint => whole(exact(points * micro, 1_000_000));
  const value = worth(BigInt(offered)) < due ? worth(BigInt(offered)) : due;
  if (value <= 0n) return { points: 0, value: 0n };
  let points = whole(over(exact(value), exact(micro, 1_000_000)));
  while (!atLeast(exact(points * micro, 1_000_000), exact(value))) points += 1n;
  return { points: Number(points), value };
}
