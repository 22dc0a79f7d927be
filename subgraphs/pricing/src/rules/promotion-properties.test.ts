import { money } from '@cartograph/kit/money';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Basket } from '#rules/basket';
import { type Condition, type Effect, goodsKinds, type Promotion, stackings, weekdays } from '#rules/promotion';
import type { PricedBasket } from '#rules/quote';
import { america, shop } from '#testing/promotions';
import { coupon, priced, promotion } from '#testing/rules';

const anySku = fc.constantFrom('CUP', 'TEA', 'JAR', 'LAMP');
const dollars = fc.integer({ min: 0, max: 9_000 }).map((cents) => [money(BigInt(cents), 'USD')]);
const percent = fc.oneof(fc.integer({ min: 1, max: 10_000 }), fc.constantFrom(3333, 5000, 10_000));
const maximum = fc.oneof(fc.constant([]), dollars);
const few = fc.integer({ min: 1, max: 4 });

const anyEffect: fc.Arbitrary<Effect> = fc.oneof(
  fc.record({ kind: fc.constantFrom('PERCENT_OFF' as const, 'SHIPPING_PERCENT_OFF' as const), basisPoints: percent, maximum }),
  fc.record({ kind: fc.constantFrom('AMOUNT_OFF' as const, 'FIXED_PRICE' as const), amounts: dollars }),
  fc.record({ kind: fc.constant('BUY_X_GET_Y' as const), buy: few, get: few, basisPoints: percent, maximum }),
  fc.record({ kind: fc.constant('BUNDLE_PRICE' as const), skus: fc.array(anySku, { minLength: 1, maxLength: 4 }), amounts: dollars }),
  fc.record({ kind: fc.constant('CHEAPEST_FREE' as const), get: few, maximum }),
);
const goods = { SKUS: ['CUP', 'TEA', 'JAR'], PRODUCTS: ['cups', 'teas'], CATEGORIES: ['kitchen', 'teas'], COLLECTIONS: ['gifts'] };
const anyCondition: fc.Arbitrary<Condition> = fc.oneof(
  fc.integer({ min: 0, max: 20_000 }).map((cents) => ({ kind: 'SUBTOTAL_FROM' as const, amount: money(BigInt(cents), 'USD') })),
  few.map((quantity) => ({ kind: 'QUANTITY_FROM' as const, quantity })),
  fc
    .constantFrom(...goodsKinds)
    .chain((kind) =>
      fc
        .subarray(kind === 'TAX_CATEGORIES' ? ['food', 'standard'] : goods[kind], { minLength: 1 })
        .map((values) => ({ kind, values }) as Condition),
    ),
  fc.subarray([...weekdays], { minLength: 1 }).map((values) => ({ kind: 'WEEKDAYS' as const, values })),
  fc.constant({ kind: 'COUNTRIES' as const, values: ['US'] }),
);
const terms = fc.record({
  effect: anyEffect,
  conditions: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, { weight: 3, arbitrary: fc.array(anyCondition, { maxLength: 2 }) }),
  stacking: fc.constantFrom(...stackings),
  priority: fc.integer({ min: 1, max: 4 }),
});
const named = (list: Partial<Promotion>[]) => list.map((one, index) => promotion(`P${index}`, one));
const anyPromotions = fc.array(terms, { minLength: 1, maxLength: 5 }).map(named);
const lines = fc.uniqueArray(fc.record({ sku: anySku, quantity: fc.integer({ min: 1, max: 9 }) }), {
  selector: ({ sku }) => sku,
  minLength: 1,
});
const destination = fc.constantFrom(null, america);
const runs = { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 400) };

const buys = (basket: Partial<Basket>, promotions: readonly Promotion[], terms2 = {}) => priced(basket, { ...shop, promotions, ...terms2 });
const sum = (items: readonly bigint[]) => items.reduce((a, b) => a + b, 0n);

test('whatever the promotions: nothing is below zero, shares add up, and a line never gives more than it costs', () =>
  fc.assert(
    fc.property(lines, destination, anyPromotions, (some, to, promotions) => {
      const quote = buys({ lines: some, destination: to }, promotions);
      expect(sum(quote.discounts.map(({ amountMinor }) => amountMinor))).toBe(quote.discountMinor);
      for (const [index, { amountMinor }] of quote.discounts.entries())
        expect(sum(quote.lines.map((line) => line.discountSharesMinor[index] ?? -1n))).toBe(amountMinor);
      for (const { discountMinor, totalMinor, discountSharesMinor } of quote.lines) {
        expect(sum(discountSharesMinor)).toBe(discountMinor);
        expect(discountMinor >= 0n && discountMinor <= totalMinor && discountSharesMinor.every((share) => share >= 0n)).toBe(true);
      }
      expect(quote.shippingMinor >= 0n && quote.totalMinor >= 0n).toBe(true);
      expect(quote.totalMinor).toBe(quote.subtotalMinor - quote.discountMinor + quote.shippingMinor);
    }),
    runs,
  ));

test('the order in which the shop names its promotions, and the buyer the goods, changes no sum', () =>
  fc.assert(
    fc.property(lines, destination, anyPromotions, (some, to, promotions) => {
      const quote = buys({ lines: some, destination: to }, promotions);
      expect(buys({ lines: some, destination: to }, promotions.toReversed())).toEqual(quote);
      // Whose cent it is goes by the order of lines, and what counts later may round it otherwise.
      const turned = buys({ lines: some.toReversed(), destination: to }, promotions);
      expect(distance(turned, quote) <= BigInt(promotions.length - 1)).toBe(true);
    }),
    runs,
  ));

const distance = (one: PricedBasket, other: PricedBasket) => {
  const apart = one.totalMinor - other.totalMinor;
  return apart < 0n ? -apart : apart;
};

const stacking = terms.map((one) => ({ ...one, stacking: 'STACKS' as const }));

test('one more promotion that stacks makes nothing dearer: not by a cent when it counts last, by a cent for each other one at most', () =>
  fc.assert(
    fc.property(lines, destination, anyPromotions, stacking, (some, to, promotions, more) => {
      const before = buys({ lines: some, destination: to }, promotions).totalMinor;
      const with_ = (priority: number) =>
        buys({ lines: some, destination: to }, [...promotions, promotion('MORE', { ...more, priority })]).totalMinor;
      expect(with_(9) <= before).toBe(true);
      expect(with_(more.priority) <= before + BigInt(promotions.length)).toBe(true);
    }),
    runs,
  ));

test('what is exclusive never makes a basket dearer than any of them alone, or all others together', () =>
  fc.assert(
    fc.property(lines, destination, anyPromotions, (some, to, promotions) => {
      const cost = (of: readonly Promotion[]) => buys({ lines: some, destination: to }, of).totalMinor;
      const exclusive = promotions.filter((one) => one.stacking === 'EXCLUSIVE');
      const all = cost(promotions);
      for (const one of exclusive) expect(all <= cost([one])).toBe(true);
      expect(all <= cost(promotions.filter((one) => one.stacking !== 'EXCLUSIVE'))).toBe(true);
    }),
    runs,
  ));

test('a coupon is applied or rejected, once, whatever else there is', () =>
  fc.assert(
    fc.property(lines, destination, anyPromotions, terms, (some, to, promotions, more) => {
      const coupons = new Map([['MINE', { ...coupon('MINE'), promotion: promotion('MINE', { ...more, needsCoupon: true }) }]]);
      const quote = buys({ lines: some, destination: to, couponCodes: ['mine', 'MINE'] }, promotions, { coupons });
      const used = quote.claims.filter(({ code }) => code === 'MINE').length;
      expect(used + quote.rejectedCoupons.length).toBe(1);
      expect(quote.discounts.filter(({ kind }) => kind === 'COUPON')).toHaveLength(used);
    }),
    runs,
  ));

/** The same promotion counted unit by unit, as one would at a till. */
function atTheTill(effect: Effect, some: readonly { sku: string; quantity: number }[]): bigint | undefined {
  const priceOf = (sku: string) => shop.prices.find((price) => price.sku === sku)?.listMinor ?? 0n;
  const units = some.flatMap(({ sku, quantity }) => Array.from({ length: quantity }, () => priceOf(sku))).sort((a, b) => Number(a - b));
  const most = (worth: bigint, cap: readonly { minor: bigint }[]) => (cap[0] && cap[0].minor < worth ? cap[0].minor : worth);
  switch (effect.kind) {
    case 'AMOUNT_OFF':
      return most(sum(units), effect.amounts);
    case 'FIXED_PRICE':
      return sum(units.map((unit) => (unit > (effect.amounts[0]?.minor ?? 0n) ? unit - (effect.amounts[0]?.minor ?? 0n) : 0n)));
    case 'CHEAPEST_FREE':
      return most(sum(units.slice(0, effect.get)), effect.maximum);
    case 'BUY_X_GET_Y': {
      let free = 0;
      for (let rest = units.length; rest >= effect.buy + effect.get; rest -= effect.buy + effect.get) free += effect.get;
      return effect.basisPoints === 10_000 ? most(sum(units.slice(0, free)), effect.maximum) : undefined;
    }
    case 'BUNDLE_PRICE': {
      const basket = new Map(some.map(({ sku, quantity }) => [sku, quantity]));
      let worth = 0n;
      for (;;) {
        for (const sku of effect.skus) basket.set(sku, (basket.get(sku) ?? 0) - 1);
        if ([...basket.values()].some((quantity) => quantity < 0)) return worth > 0n ? worth : 0n;
        worth += sum(effect.skus.map(priceOf)) - (effect.amounts[0]?.minor ?? 0n);
      }
    }
    case 'PERCENT_OFF':
    case 'SHIPPING_PERCENT_OFF':
      return undefined; // Rounding is the whole of it: the examples have it.
  }
}

test('one promotion takes off what a till that counts piece by piece would', () =>
  fc.assert(
    fc.property(lines, anyEffect, (some, effect) => {
      const expected = atTheTill(effect, some);
      if (expected !== undefined) expect(buys({ lines: some }, named([{ effect }])).discountMinor).toBe(expected);
    }),
    runs,
  ));
