import { formatDecimal } from '@cartograph/kit/money';
import { expect, test } from 'vitest';
import type { Basket } from '#rules/basket';
import type { Promotion } from '#rules/promotion';
import { america, linesOf, shop, skus, usd } from '#testing/promotions';
import { coupon, priced, promotion, shippingRate } from '#testing/rules';

/** The worked examples of docs/decisions/0057-promotions.md, by their numbers there. */
const off = (basisPoints: number, ...maximum: ReturnType<typeof usd>[]) => ({ kind: 'PERCENT_OFF' as const, basisPoints, maximum });
const less = (amount: string) => ({ kind: 'AMOUNT_OFF' as const, amounts: [usd(amount)] });
const shipping = (basisPoints: number, ...maximum: ReturnType<typeof usd>[]) => ({
  kind: 'SHIPPING_PERCENT_OFF' as const,
  basisPoints,
  maximum,
});
const fixed = (amount: string) => ({ kind: 'FIXED_PRICE' as const, amounts: [usd(amount)] });
const buy = (count: number, get: number, basisPoints = 10_000) => ({
  kind: 'BUY_X_GET_Y' as const,
  buy: count,
  get,
  basisPoints,
  maximum: [],
});
const cheapest = { kind: 'CHEAPEST_FREE' as const, get: 1, maximum: [] };
const bundle = { kind: 'BUNDLE_PRICE' as const, skus: ['CUP', 'TEA'], amounts: [usd('14.00')] };
const from = (amount: string) => ({ kind: 'SUBTOTAL_FROM' as const, amount: usd(amount) });
const three = { kind: 'QUANTITY_FROM' as const, quantity: 3 };

type Terms = Partial<Promotion> & Pick<Promotion, 'effect'>;

const buys = (lines: string, promotions: readonly Terms[], basket: Partial<Basket> = {}, change = {}) =>
  priced(
    { lines: linesOf(lines), ...basket },
    { ...shop, promotions: promotions.map((terms, index) => promotion(`P${index + 1}`, terms)), ...change },
  );

const shares = (lines: string, ...promotions: Terms[]) => buys(lines, promotions).lines.map(({ discountMinor }) => Number(discountMinor));
const total = ({ totalMinor, currency }: ReturnType<typeof buys>) => formatDecimal(totalMinor, currency);

const sent = { destination: america };
const group = (effect: Promotion['effect']) => ({ stacking: 'BEST_OF_GROUP' as const, effect });
const alone = (effect: Promotion['effect']) => ({ stacking: 'EXCLUSIVE' as const, effect });
const tenThenFive = [{ effect: off(1000), priority: 10 }, { effect: less('5.00') }];

const examples: [number, string, string, readonly Terms[], Partial<Basket>, string][] = [
  [1, '10 % of two cups', '2 CUP', [{ effect: off(1000) }], {}, '18.00'],
  [2, 'half a cent goes to the even one: 50 % of 3.33 are 1.66', '1 JAR', [{ effect: off(5000) }], {}, '1.67'],
  [4, '20 % of tea leaves cups alone', '1 CUP, 2 TEA', [{ effect: off(2000), conditions: [skus('TEA')] }], {}, '19.60'],
  [5, '5.00 off from 20.00 on', '2 CUP', [{ effect: less('5.00'), conditions: [from('20.00')] }], {}, '15.00'],
  [6, '5.00 off from 20.00 on, below', '1 CUP, 1 TEA', [{ effect: less('5.00'), conditions: [from('20.00')] }], {}, '16.00'],
  [7, 'never below zero: 15.00 off a cup', '1 CUP', [{ effect: less('15.00') }], {}, '0.00'],
  [8, 'an amount in dollars gives nothing in euros', '1 CUP', [{ effect: less('5.00') }], { currency: 'EUR' }, '9.00'],
  [9, 'half of a lamp, 20.00 at most', '1 LAMP', [{ effect: off(5000, usd('20.00')) }], {}, '60.00'],
  [10, 'tea at 5.00', '3 TEA', [{ effect: fixed('5.00'), conditions: [skus('TEA')] }], {}, '15.00'],
  [11, 'a fixed price raises none: tea at 8.00', '1 TEA', [{ effect: fixed('8.00') }], {}, '6.00'],
  [12, 'three for two', '3 TEA', [{ effect: buy(2, 1) }], {}, '12.00'],
  [13, 'three for two, of five', '5 TEA', [{ effect: buy(2, 1) }], {}, '24.00'],
  [14, 'three for two, mixed: the cheapest is free', '2 CUP, 1 TEA', [{ effect: buy(2, 1) }], {}, '20.00'],
  [15, 'three for two, of six: the two cheapest are free', '4 CUP, 2 TEA', [{ effect: buy(2, 1) }], {}, '40.00'],
  [16, 'the second for half', '2 CUP', [{ effect: buy(1, 1, 5000) }], {}, '15.00'],
  [17, 'of three the cheapest is free', '1 CUP, 1 TEA, 1 JAR', [{ effect: cheapest, conditions: [three] }], {}, '16.00'],
  [18, 'of three the cheapest is free, with two', '1 CUP, 1 TEA', [{ effect: cheapest, conditions: [three] }], {}, '16.00'],
  [19, 'cup and tea for 14.00', '1 CUP, 1 TEA', [{ effect: bundle }], {}, '14.00'],
  [20, 'two bundles and a cup', '3 CUP, 2 TEA', [{ effect: bundle }], {}, '38.00'],
  [22, 'free shipping', '1 CUP', [{ effect: shipping(10_000) }], sent, '10.00'],
  [23, 'half of shipping, 2.00 at most', '1 CUP', [{ effect: shipping(5000, usd('2.00')) }], sent, '13.00'],
  [24, 'priority 10 counts before 100: 10 %, then 5.00', '2 CUP', tenThenFive, {}, '13.00'],
  [25, 'the other way round: 5.00, then 10 %', '2 CUP', [{ effect: off(1000) }, { effect: less('5.00'), priority: 10 }], {}, '13.50'],
  [26, 'of a group 3.00 beat 10 % of 20.00', '2 CUP', [group(off(1000)), group(less('3.00'))], {}, '17.00'],
  [27, 'of a group 10 % of 40.00 beat 3.00', '4 CUP', [group(off(1000)), group(less('3.00'))], {}, '36.00'],
  [28, 'alone 25 % give less than two together', '2 CUP', [...tenThenFive, alone(off(2500))], {}, '13.00'],
  [29, 'alone 40 % give more', '2 CUP', [...tenThenFive, alone(off(4000))], {}, '12.00'],
  [30, 'shipping that is free stays free when the shop takes off by itself', '5 CUP', [{ effect: off(1000) }], sent, '45.00'],
];

test.each(examples)('example %i: %s', (_number, _title, lines, promotions, basket, expected) => {
  expect(total(buys(lines, promotions, basket))).toBe(expected);
});

test('example 3: 10 % of 19.33 are 1.93, and the lines have 1.00, 0.60 and 0.33 of it', () => {
  expect(shares('1 CUP, 1 TEA, 1 JAR', { effect: off(1000) })).toEqual([100, 60, 33]);
});

test('example 21: the 2.00 of a bundle are 1.25 of the cup and 0.75 of the tea', () => {
  expect(shares('1 CUP, 1 TEA', { effect: bundle })).toEqual([125, 75]);
});

const ten = coupon('TEN');
const with10 = { coupons: new Map([['TEN', ten]]) };

test('example 31: a coupon may cost free shipping, as its buyer chose it', () => {
  expect(total(buys('5 CUP', [], { ...sent, couponCodes: ['TEN'] }, with10))).toBe('50.00');
});

test('example 32: a coupon that gives way to a better promotion says so', () => {
  const quote = buys('2 CUP', [alone(off(4000))], { couponCodes: ['ten'] }, with10);
  expect([total(quote), quote.rejectedCoupons]).toEqual([
    '12.00',
    [
      {
        coupon: 'ten',
        reason: 'NOT_APPLICABLE',
        message: 'Another promotion gives more on this basket, and this coupon does not go with it.',
      },
    ],
  ]);
});

test('example 33: of one promotion one coupon counts', () => {
  const coupons = new Map([ten, { ...ten, code: 'TEN-2' }].map((one) => [one.code, one]));
  const quote = buys('2 CUP', [], { couponCodes: ['TEN', 'TEN-2'] }, { coupons });
  expect([total(quote), quote.rejectedCoupons.map(({ coupon: code }) => code)]).toEqual(['18.00', ['TEN-2']]);
});

test('example 34: Monday begins in Tokyo while it is Sunday in London', () => {
  const monday = [{ effect: off(1000), conditions: [{ kind: 'WEEKDAYS' as const, values: ['MONDAY'] }] }];
  const at = (timeZone: string) => total(buys('1 CUP', monday, {}, { timeZone, now: new Date('2026-11-29T15:30:00Z') }));
  expect([at('Europe/London'), at('Asia/Tokyo')]).toEqual(['10.00', '9.00']);
});

test.each([
  ['2026-03-29T21:59:59Z', '10.00', 'the last second of the Sunday on which clocks go forward'],
  ['2026-03-29T22:00:00Z', '9.00', 'the Monday after it, which comes an hour sooner'],
  ['2026-10-25T22:59:59Z', '10.00', 'the last second of the Sunday on which clocks go back, an hour longer'],
  ['2026-10-25T23:00:00Z', '9.00', 'the Monday after it'],
])('example 34: in Berlin %s costs %s: %s', (now, costs) => {
  const monday = [{ effect: off(1000), conditions: [{ kind: 'WEEKDAYS' as const, values: ['MONDAY'] }] }];
  expect(total(buys('1 CUP', monday, {}, { timeZone: 'Europe/Berlin', now: new Date(now) }))).toBe(costs);
});

test.each([
  ['PRODUCTS', ['cups']],
  ['CATEGORIES', ['kitchen', 'garden']],
  ['COLLECTIONS', ['gifts']],
] as const)('example 35: 10 %% of cups, known by %s', (kind, values) => {
  expect(shares('1 CUP, 1 TEA', { effect: off(1000), conditions: [{ kind, values }] })).toEqual([100, 0]);
});

test('example 36: goods conditions narrow each other, and the quantity counts what is left', () => {
  const conditions = [{ kind: 'CATEGORIES' as const, values: ['kitchen'] }, skus('CUP', 'TEA'), three];
  expect(shares('3 CUP, 1 JAR, 1 TEA', { effect: off(1000), conditions })).toEqual([300, 0, 0]);
  expect(shares('2 CUP, 5 JAR, 5 TEA', { effect: off(1000), conditions })).toEqual([0, 0, 0]);
});

test('example 37: for a group, a first order, a country', () => {
  const customerGroups = new Map([['ada', ['wholesale']]]);
  const earlierBuyers = new Set(['eve@example.com']);
  const only = (condition: Promotion['conditions'][number], basket: Partial<Basket>) =>
    total(buys('1 CUP', [{ effect: off(1000), conditions: [condition] }], basket, { customerGroups, earlierBuyers }));
  const wholesale = { kind: 'CUSTOMER_GROUPS' as const, values: ['wholesale', 'staff'] };
  expect([only(wholesale, { customerId: 'ada' }), only(wholesale, { customerId: 'bob' })]).toEqual(['9.00', '10.00']);
  const first = { kind: 'FIRST_ORDER' as const };
  const buyer = (buyerKey: string) => ({ customerId: 'eve', buyerKey });
  expect([only(first, {}), only(first, buyer('new@example.com')), only(first, buyer('eve@example.com'))]).toEqual([
    '9.00',
    '9.00',
    '10.00',
  ]);
  const countries = { kind: 'COUNTRIES' as const, values: ['US'] };
  expect([only(countries, sent), only(countries, {})]).toEqual(['14.00', '10.00']);
});

test('staff read why each promotion applies or does not', () => {
  const later = { effect: off(100), startsAt: new Date('2027-01-01T00:00:00Z') };
  const quote = buys('1 CUP', [
    { effect: off(1000) },
    later,
    { effect: less('5.00'), conditions: [from('20.00')] },
    group(less('1.00')),
    group(less('2.00')),
  ]);
  expect(quote.trace.slice(1).map(({ label }) => label)).toEqual([
    'promotion P1',
    'promotion P5',
    'promotion P2 does not apply: it has not begun',
    'promotion P3 does not apply: goods come to 10.00, it takes 20.00',
    'promotion P4 does not apply: promotion P5 gives more',
  ]);
});

test('the way that is chosen, its price and what is charged are of the same sum of goods, whatever the shop takes off by itself', () => {
  const courier = shippingRate('USD', ['US'], 300n, { id: 'courier', code: 'courier' });
  const freed = buys('6 CUP', [{ effect: off(5000) }], sent, { shippingRates: [...shop.shippingRates, courier] });
  // 60.00 are sent free; the 30.00 that are left of them would not be, and the courier would be the cheapest.
  expect(freed).toMatchObject({ shippingMinor: 0n, shippingOption: { priceMinor: 0n } });
  expect(freed.shippingOptions.map(({ priceMinor }) => priceMinor)).toEqual([0n, 300n]);
  expect(freed.shippingOption?.code).not.toBe('courier');
});
