import { money, toWire } from '@cartograph/kit/money';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Basket, destinationOf } from '#rules/basket';
import type { Coupon } from '#rules/coupon';
import { type PricedBasket, type PriceRules, priceBasket } from '#rules/quote';

const coupon = (code: string, change: Partial<Coupon> = {}): Coupon => ({
  code,
  basisPoints: 1000,
  amounts: [],
  skus: null,
  taxCategories: null,
  startsAt: null,
  endsAt: null,
  usageLimit: null,
  perCustomerLimit: null,
  uses: 0,
  usesByCustomer: new Map(),
  ...change,
});

const rules: PriceRules = {
  now: new Date('2026-06-01T00:00:00Z'),
  prices: [
    { sku: 'MUG', currency: 'USD', listMinor: 1250n, taxCategory: 'standard', breaks: [] },
    { sku: 'MUG', currency: 'JPY', listMinor: 1900n, taxCategory: 'standard', breaks: [] },
    { sku: 'MUG', currency: 'GBP', listMinor: 999n, taxCategory: 'standard', breaks: [] },
    {
      sku: 'TEA',
      currency: 'USD',
      listMinor: 990n,
      taxCategory: 'food',
      breaks: [
        { minQuantity: 50, unitMinor: 700n },
        { minQuantity: 10, unitMinor: 850n },
      ],
    },
    { sku: 'TEA', currency: 'JPY', listMinor: 1500n, taxCategory: 'food', breaks: [{ minQuantity: 10, unitMinor: 1300n }] },
    { sku: 'TEA', currency: 'GBP', listMinor: 801n, taxCategory: 'food', breaks: [] },
    { sku: 'GIFT', currency: 'USD', listMinor: 0n, taxCategory: 'standard', breaks: [] },
    { sku: 'VAULT', currency: 'USD', listMinor: 10n ** 12n, taxCategory: 'standard', breaks: [] },
  ],
  taxRates: [
    { country: 'US', region: 'CA', taxCategory: 'standard', ratePpm: 72_500, included: false },
    { country: 'US', region: '', taxCategory: 'food', ratePpm: 0, included: false },
    { country: 'US', region: 'NY', taxCategory: 'standard', ratePpm: 88_750, included: false },
    { country: 'GB', region: '', taxCategory: 'standard', ratePpm: 200_000, included: true },
    { country: 'JP', region: '', taxCategory: 'standard', ratePpm: 100_000, included: true },
    { country: 'JP', region: '', taxCategory: 'food', ratePpm: 80_000, included: true },
  ],
  shippingRates: [
    { currency: 'USD', country: '', flatMinor: 1500n, freeFromMinor: null },
    { currency: 'USD', country: 'US', flatMinor: 595n, freeFromMinor: 5000n },
    { currency: 'JPY', country: '', flatMinor: 800n, freeFromMinor: null },
  ],
  coupons: new Map(
    [
      coupon('WELCOME10'),
      coupon('FIVEOFF', { basisPoints: null, amounts: [{ currency: 'USD', offMinor: 500n, minimumMinor: 2000n }] }),
      coupon('TEATIME', { basisPoints: 2500, skus: ['TEA'] }),
      coupon('FOODIE', { basisPoints: 3333, taxCategories: ['food'] }),
      coupon('ALL', { basisPoints: 10_000 }),
      coupon('SOON', { startsAt: new Date('2026-06-01T00:00:00.001Z') }),
      coupon('TODAY', { startsAt: new Date('2026-06-01T00:00:00Z') }),
      coupon('GONE', { endsAt: new Date('2026-06-01T00:00:00Z') }),
      coupon('SPENT', { usageLimit: 3, uses: 3 }),
      coupon('ONCE', { perCustomerLimit: 1, usesByCustomer: new Map([['ada', 1]]) }),
    ].map((one) => [one.code, one]),
  ),
};

const basket = (change: Partial<Basket> = {}): Basket => ({
  currency: 'USD',
  lines: [{ sku: 'MUG', quantity: 2 }],
  destination: null,
  couponCodes: [],
  redeemPoints: 0,
  customerId: null,
  ...change,
});

function priced(change: Partial<Basket> = {}): PricedBasket {
  const outcome = priceBasket(basket(change), rules);
  if (outcome.kind !== 'priced') throw new Error(outcome.kind);
  return outcome;
}

const rejection = (code: string, change: Partial<Basket> = {}) => priced({ ...change, couponCodes: [code] }).rejectedCoupons[0]?.reason;
const steps = ({ trace, currency }: PricedBasket) =>
  trace.map(({ rule, afterMinor }) => `${rule}: ${toWire(money(afterMinor, currency)).amount}`);

describe('list prices and quantity breaks', () => {
  test('two mugs cost twice one mug', () => {
    expect(priced()).toMatchObject({ subtotalMinor: 2500n, totalMinor: 2500n, discountMinor: 0n, shippingMinor: 0n, taxMinor: 0n });
  });

  test.each([
    [9, 990n],
    [10, 850n],
    [49, 850n],
    [50, 700n],
  ])('%i bags of tea cost %s cents each', (quantity, unitMinor) => {
    expect(priced({ lines: [{ sku: 'TEA', quantity }] }).lines[0]?.unitMinor).toBe(unitMinor);
  });

  test('a quantity break counts the tea of all lines together', () => {
    const quote = priced({
      lines: [
        { sku: 'TEA', quantity: 6 },
        { sku: 'MUG', quantity: 1 },
        { sku: 'TEA', quantity: 4 },
      ],
    });
    expect(quote.lines.map(({ sku, quantity, totalMinor }) => [sku, quantity, totalMinor])).toEqual([
      ['TEA', 10, 8500n],
      ['MUG', 1, 1250n],
    ]);
  });

  test('a SKU without a price in the currency is named, not guessed', () => {
    const lines = [
      { sku: 'MUG', quantity: 1 },
      { sku: 'VAULT', quantity: 1 },
      { sku: 'NOPE', quantity: 1 },
    ];
    expect(priceBasket(basket({ lines, currency: 'GBP' }), rules)).toEqual({ kind: 'unpriced', skus: ['VAULT', 'NOPE'] });
  });

  test('a basket beyond 10^15 minor units is too large', () => {
    expect(priceBasket(basket({ lines: [{ sku: 'VAULT', quantity: 1001 }] }), rules)).toEqual({ kind: 'too_large' });
    expect(priced({ lines: [{ sku: 'VAULT', quantity: 1000 }] }).pointsToEarn).toBe(2_147_483_647);
  });

  test('an empty basket costs nothing, wherever it goes', () => {
    const quote = priced({ lines: [], destination: destinationOf('US', 'CA'), redeemPoints: 50 });
    expect(quote).toMatchObject({ subtotalMinor: 0n, shippingMinor: 0n, taxMinor: 0n, totalMinor: 0n, pointsRedeemed: 0, pointsToEarn: 0 });
  });
});

describe('coupons', () => {
  test('apply in the order given, each on what the one before left', () => {
    expect(priced({ couponCodes: ['WELCOME10', 'FIVEOFF'] }).totalMinor).toBe(1750n);
    expect(priced({ couponCodes: ['FIVEOFF', 'WELCOME10'] }).totalMinor).toBe(1800n);
  });

  test('are the same in any case, and count once', () => {
    const quote = priced({ couponCodes: ['welcome10', ' WELCOME10 ', 'Welcome10'] });
    expect(quote).toMatchObject({ totalMinor: 2250n, appliedCoupons: ['WELCOME10'], rejectedCoupons: [] });
  });

  test('limited to a SKU or a tax category leave the other lines alone', () => {
    const lines = [
      { sku: 'MUG', quantity: 1 },
      { sku: 'TEA', quantity: 1 },
    ];
    expect(priced({ lines, couponCodes: ['TEATIME'] }).lines.map((line) => line.discountMinor)).toEqual([0n, 248n]);
    expect(priced({ lines, couponCodes: ['FOODIE'] }).lines.map((line) => line.discountMinor)).toEqual([0n, 330n]);
  });

  test('never take off more than the goods cost', () => {
    const quote = priced({ couponCodes: ['ALL', 'WELCOME10'], destination: destinationOf('US', 'CA') });
    expect(quote).toMatchObject({ discountMinor: 2500n, taxMinor: 0n, totalMinor: 595n, appliedCoupons: ['ALL'] });
    expect(quote.rejectedCoupons.map(({ reason }) => reason)).toEqual(['NOT_APPLICABLE']);
  });

  test('say why they give nothing', () => {
    expect(rejection('NOPE')).toBe('UNKNOWN');
    expect(rejection('')).toBe('UNKNOWN');
    expect(rejection('SOON')).toBe('NOT_STARTED');
    expect(rejection('TODAY')).toBeUndefined();
    expect(rejection('GONE')).toBe('EXPIRED');
    expect(rejection('SPENT')).toBe('USED_UP');
    expect(rejection('TEATIME')).toBe('NOT_APPLICABLE');
    expect(rejection('FIVEOFF', { lines: [{ sku: 'MUG', quantity: 1 }] })).toBe('NOT_APPLICABLE');
    expect(rejection('FIVEOFF', { currency: 'JPY' })).toBe('NOT_APPLICABLE');
  });

  test('a limit for each customer binds that customer only, and no guest', () => {
    expect(rejection('ONCE', { customerId: 'ada' })).toBe('USED_UP');
    expect(rejection('ONCE', { customerId: 'grace' })).toBeUndefined();
    expect(rejection('ONCE')).toBeUndefined();
  });
});

describe('shipping and tax', () => {
  test('without a destination there is neither', () => {
    expect(priced()).toMatchObject({ shippingMinor: 0n, taxMinor: 0n, includedTaxMinor: 0n });
  });

  test('a country without a rate of its own pays the default, and no tax', () => {
    expect(priced({ destination: destinationOf('br', null) })).toMatchObject({ shippingMinor: 1500n, taxMinor: 0n });
  });

  test('goods are sent free from a sum on, counted after coupons', () => {
    const lines = [{ sku: 'MUG', quantity: 4 }];
    expect(priced({ lines, destination: destinationOf('US', null) }).shippingMinor).toBe(0n);
    expect(priced({ lines, destination: destinationOf('US', null), couponCodes: ['WELCOME10'] }).shippingMinor).toBe(595n);
  });

  test('California adds 7.25 % to what is left after coupons, and nothing to shipping', () => {
    const quote = priced({ destination: destinationOf('us', 'us-ca'), couponCodes: ['WELCOME10'] });
    expect(quote).toMatchObject({ taxMinor: 163n, includedTaxMinor: 0n, totalMinor: 2250n + 595n + 163n });
  });

  test('food is not taxed in California, mugs are', () => {
    const lines = [
      { sku: 'MUG', quantity: 1 },
      { sku: 'TEA', quantity: 1 },
    ];
    expect(priced({ lines, destination: destinationOf('US', 'CA') }).lines.map((line) => line.taxMinor)).toEqual([91n, 0n]);
  });

  test('a category without a rate of its own is taxed as standard', () => {
    const quote = priced({ currency: 'GBP', lines: [{ sku: 'TEA', quantity: 1 }], destination: destinationOf('GB', null) });
    expect(quote.includedTaxMinor).toBe(134n);
  });

  test('British prices include the tax: it is shown and not added', () => {
    const quote = priced({ currency: 'GBP', destination: destinationOf('GB', null) });
    expect(quote).toMatchObject({ subtotalMinor: 1998n, taxMinor: 0n, includedTaxMinor: 333n, totalMinor: 1998n });
    expect(quote.trace.at(-1)).toEqual({ rule: 'included tax GB standard 20 %', beforeMinor: 1998n, afterMinor: 1998n });
  });

  test('tax is rounded half to even, once a line', () => {
    const rate = { country: 'US', region: 'CA', taxCategory: 'standard', ratePpm: 100_000, included: false };
    const half = (listMinor: bigint) => {
      const prices = [{ sku: 'X', currency: 'USD' as const, listMinor, taxCategory: 'standard', breaks: [] }];
      return priceBasket(basket({ lines: [{ sku: 'X', quantity: 1 }], destination: destinationOf('US', 'CA') }), {
        ...rules,
        prices,
        taxRates: [rate],
      });
    };
    expect(half(25n)).toMatchObject({ taxMinor: 2n });
    expect(half(35n)).toMatchObject({ taxMinor: 4n });
  });
});

describe('points', () => {
  test('pay last and never more than the total, shipping and tax included', () => {
    const quote = priced({ destination: destinationOf('US', 'CA'), redeemPoints: 1_000_000 });
    expect(quote).toMatchObject({ totalMinor: 0n, pointsRedeemed: 2500 + 595 + 181, pointsToEarn: 0 });
  });

  test('count in the discount of the quote and in no line', () => {
    const quote = priced({ couponCodes: ['WELCOME10'], redeemPoints: 100 });
    expect(quote).toMatchObject({ discountMinor: 350n, totalMinor: 2150n, pointsToEarn: 21 });
    expect(quote.lines[0]?.discountMinor).toBe(250n);
  });

  test('one is earned for each dollar or 100 yen of goods', () => {
    expect(priced().pointsToEarn).toBe(25);
    expect(priced({ currency: 'JPY', destination: destinationOf('JP', null) }).pointsToEarn).toBe(38);
  });
});

test('the trace tells how the total came to be', () => {
  const quote = priced({
    lines: [
      { sku: 'TEA', quantity: 12 },
      { sku: 'MUG', quantity: 1 },
    ],
    destination: destinationOf('US', 'CA'),
    couponCodes: ['WELCOME10'],
    redeemPoints: 500,
  });
  expect(steps(quote)).toEqual([
    'list price: 131.30',
    'quantity break TEA 10+: 114.50',
    'coupon WELCOME10: 103.05',
    'shipping: 103.05',
    'tax US food 0 %: 103.05',
    'tax US-CA standard 7.25 %: 103.87',
    'points: 98.87',
  ]);
});

const anyBasket = fc.record({
  currency: fc.constantFrom('USD' as const, 'JPY' as const, 'GBP' as const),
  lines: fc.array(fc.record({ sku: fc.constantFrom('MUG', 'TEA'), quantity: fc.integer({ min: 1, max: 10_000 }) }), { maxLength: 8 }),
  destination: fc.constantFrom(
    null,
    ...[
      ['US', 'CA'],
      ['US', 'NY'],
      ['US', ''],
      ['GB', ''],
      ['JP', ''],
      ['BR', ''],
    ].map(([country = '', region]) => destinationOf(country, region)),
  ),
  couponCodes: fc.array(fc.constantFrom(...rules.coupons.keys(), 'nope', 'welcome10'), { maxLength: 10 }),
  redeemPoints: fc.oneof(fc.nat(5000), fc.nat()),
  customerId: fc.constantFrom(null, 'ada', 'grace'),
});

describe('for any basket', () => {
  const sum = (items: readonly bigint[]) => items.reduce((a, b) => a + b, 0n);
  const holds = (claim: (quote: PricedBasket) => void) =>
    fc.assert(
      fc.property(anyBasket, (one) => claim(priced(one))),
      { numRuns: 500 },
    );

  test('the lines add up to the subtotal, the tax and the coupons', () =>
    holds((quote) => {
      expect(sum(quote.lines.map((line) => line.totalMinor))).toBe(quote.subtotalMinor);
      expect(sum(quote.lines.map((line) => line.taxMinor))).toBe(quote.taxMinor);
      expect(sum(quote.lines.map((line) => line.includedTaxMinor))).toBe(quote.includedTaxMinor);
      expect(sum(quote.lines.map((line) => line.discountMinor)) + BigInt(quote.pointsRedeemed)).toBe(quote.discountMinor);
    }));

  test('total = subtotal - discount + shipping + tax, and so ends the trace', () =>
    holds((quote) => {
      expect(quote.totalMinor).toBe(quote.subtotalMinor - quote.discountMinor + quote.shippingMinor + quote.taxMinor);
      expect(quote.trace.at(-1)?.afterMinor).toBe(quote.totalMinor);
      for (const [index, step] of quote.trace.entries()) expect(step.beforeMinor).toBe(quote.trace[index - 1]?.afterMinor ?? 0n);
    }));

  test('nothing is negative, and no line is discounted below 0', () =>
    holds((quote) => {
      const { lines, trace: _, appliedCoupons: __, rejectedCoupons: ___, kind: ____, currency: _____, ...amounts } = quote;
      for (const amount of Object.values(amounts)) expect(amount >= 0).toBe(true);
      for (const line of lines) expect(line.discountMinor >= 0n && line.discountMinor <= line.totalMinor && line.taxMinor >= 0n).toBe(true);
    }));

  test('one line of ten is ten lines of one', () =>
    fc.assert(
      fc.property(anyBasket, fc.integer({ min: 2, max: 20 }), (one, pieces) => {
        const small = one.lines.map(({ sku, quantity }) => ({ sku, quantity: (quantity % 50) + 1 }));
        const together = priced({ ...one, lines: small.map(({ sku, quantity }) => ({ sku, quantity: quantity * pieces })) });
        const apart = priced({ ...one, lines: small.flatMap((line) => Array<typeof line>(pieces).fill(line)) });
        expect(apart).toEqual(together);
      }),
      { numRuns: 200 },
    ));

  test('a coupon is either applied or rejected, once', () =>
    fc.assert(
      fc.property(anyBasket, (one) => {
        const { appliedCoupons, rejectedCoupons } = priced(one);
        const answered = [...appliedCoupons, ...rejectedCoupons.map(({ coupon: code }) => code.toUpperCase())];
        expect(answered.sort()).toEqual([...new Set(one.couponCodes.map((code) => code.toUpperCase()))].sort());
      }),
    ));
});
