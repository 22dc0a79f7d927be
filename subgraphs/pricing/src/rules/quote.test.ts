import { money, toWire } from '@cartograph/kit/money';
import { describe, expect, test } from 'vitest';
import { type Basket, destinationOf } from '#rules/basket';
import { type PricedBasket, priceBasket } from '#rules/quote';
import { basket, priced, rules } from '#testing/rules';

const rejection = (code: string, change: Partial<Basket> = {}) => priced({ ...change, couponCodes: [code] }).rejectedCoupons[0]?.reason;
const steps = ({ trace, currency }: PricedBasket) =>
  trace.map(({ label, afterMinor }) => `${label}: ${toWire(money(afterMinor, currency)).amount}`);

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
    expect(quote).toMatchObject({ totalMinor: 2250n, rejectedCoupons: [] });
    expect(quote.discounts).toEqual([{ kind: 'COUPON', code: 'WELCOME10', label: 'coupon WELCOME10', amountMinor: 250n }]);
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
    expect(quote).toMatchObject({ discountMinor: 2500n, taxMinor: 0n, totalMinor: 595n });
    expect(quote.discounts.map(({ code }) => code)).toEqual(['ALL']);
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

  test('once a customer binds her account and her e-mail, and nobody else', () => {
    expect(rejection('ONCE', { customerId: 'ada' })).toBe('USED_UP');
    expect(rejection('ONCE', { buyerKey: 'ada@example.com' })).toBe('USED_UP');
    expect(rejection('ONCE', { customerId: 'second account', buyerKey: 'ada@example.com' })).toBe('USED_UP');
    expect(rejection('ONCE', { customerId: 'grace', buyerKey: 'grace@example.com' })).toBeUndefined();
    expect(rejection('ONCE')).toBeUndefined();
  });

  test('whose last use somebody is paying with is held, not used up', () => {
    expect(rejection('PAYING')).toBe('HELD');
    expect(rejection('ONCE', { customerId: 'bob' })).toBe('HELD');
    expect(rejection('BOTH', { customerId: 'ada' })).toBe('USED_UP');
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
    expect(quote.trace.at(-1)).toEqual({ rule: 'INCLUDED_TAX', label: 'included tax GB 20 %', beforeMinor: 1998n, afterMinor: 1998n });
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

  test('one is earned for each dollar of goods, and as much in yen as is worth the same 1 %', () => {
    expect(priced().pointsToEarn).toBe(25);
    expect(priced({ currency: 'JPY', destination: destinationOf('JP', null) }).pointsToEarn).toBe(25);
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
    'tax US 0 %: 103.05',
    'tax US-CA 7.25 %: 103.87',
    'points: 98.87',
  ]);
});
