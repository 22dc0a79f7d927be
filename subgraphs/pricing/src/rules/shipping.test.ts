import { describe, expect, test } from 'vitest';
import { chosenOption, nameIn, shippingOptions } from '#rules/shipping';
import { basket, rate, rules, shippingRate } from '#testing/rules';
import { priceBasket } from './quote.ts';

const to = (country: string, region = '') => ({ country, region });
const parcel = (change: Partial<Parameters<typeof shippingOptions>[1]> = {}) => ({
  currency: 'USD' as const,
  destination: to('US', 'CA'),
  goodsMinor: 2500n,
  weightGrams: 0,
  ...change,
});
const price = (rates: Parameters<typeof shippingOptions>[0], change = {}) => shippingOptions(rates, parcel(change))[0]?.priceMinor;

describe('what sending costs', () => {
  const zones = [
    shippingRate('USD', [], 1500n),
    shippingRate('USD', ['US', 'CA'], 595n),
    shippingRate('USD', ['US'], 995n, { regions: ['HI'] }),
  ];

  test('is of the zone that names the place most closely', () => {
    expect(price(zones, { destination: to('US', 'HI') })).toBe(995n);
    expect(price(zones, { destination: to('US', 'CA') })).toBe(595n);
    expect(price(zones, { destination: to('DE') })).toBe(1500n);
  });

  test('is of a wider zone in a currency that the closer one has none of', () => {
    const both = [...zones, shippingRate('EUR', [], 900n)];
    expect(price(both, { currency: 'EUR' })).toBe(900n);
    expect(price(zones, { currency: 'EUR' })).toBeUndefined();
  });

  test('is of the lightest class that the parcel fits, and too heavy ones are not sent', () => {
    const classes = [
      shippingRate('USD', ['US'], 1500n, { maxWeightGrams: 20_000 }),
      shippingRate('USD', ['US'], 500n, { maxWeightGrams: 1_000 }),
    ];
    expect(price(classes, { weightGrams: 1_000 })).toBe(500n);
    expect(price(classes, { weightGrams: 1_001 })).toBe(1500n);
    expect(price(classes, { weightGrams: 20_001 })).toBeUndefined();
  });

  test('is nothing from a sum of goods on, to the cent', () => {
    const free = [shippingRate('USD', ['US'], 595n, { freeFromMinor: 5000n })];
    expect([4999n, 5000n].map((goodsMinor) => price(free, { goodsMinor }))).toEqual([595n, 0n]);
  });
});

describe('the ways to send a basket', () => {
  const express = shippingRate('USD', ['US'], 1999n, { id: 'x', code: 'express', minDays: 1, maxDays: 2 });
  const shop = shippingRate('USD', ['US'], 0n, { id: 'p', code: 'shop', kind: 'PICKUP' });
  const standard = shippingRate('USD', ['US'], 595n);
  const options = shippingOptions([express, standard, shop], parcel());

  test('are told cheapest first, and the cheapest that reaches the buyer is taken when nothing is said', () => {
    expect(options.map(({ code }) => code)).toEqual(['shop', 'standard', 'express']);
    expect(chosenOption(options, null)?.code).toBe('standard');
    expect(chosenOption(options, 'p')?.code).toBe('shop');
    expect(chosenOption(options, 'nowhere')).toBeUndefined();
  });

  test('are priced, frozen and taxed as is asked for', () => {
    const at = { ...rules, shippingRates: [express, standard, shop] };
    const destination = to('US', 'CA');
    expect(priceBasket(basket({ destination }), at)).toMatchObject({ shippingMinor: 595n, shippingOption: { code: 'standard' } });
    expect(priceBasket(basket({ destination, shippingOptionId: 'x' }), at)).toMatchObject({ shippingMinor: 1999n });
    expect(priceBasket(basket({ destination, shippingOptionId: 'nowhere' }), at)).toMatchObject({
      kind: 'unshippable',
      problem: 'UNKNOWN_OPTION',
    });
  });

  test('say what their price is taxed as', () => {
    const taxed = { ...express, taxCategory: 'courier' };
    const taxRates = [...rules.taxRates, rate('US', 'CA', 100_000, { taxCategory: 'courier' })];
    const outcome = priceBasket(basket({ destination: to('US', 'CA') }), { ...rules, taxRates, shippingRates: [taxed] });
    expect(outcome).toMatchObject({ taxes: [{ ratePpm: 72_500 }, { ratePpm: 100_000, taxableMinor: 1999n, taxMinor: 200n }] });
  });

  test.each([
    ['a country', to('DE'), 'USD'],
    ['a currency', to('US', 'CA'), 'GBP'],
  ] as const)('are none where no method reaches %s: nothing is sent there, least of all for nothing', (_what, destination, currency) => {
    const only = { ...rules, shippingRates: [standard], ships: true };
    expect(priceBasket(basket({ destination, currency }), only)).toMatchObject({ kind: 'unshippable', problem: 'UNDELIVERABLE' });
  });

  test('are none once every method is switched off, or is a pickup that nobody asked for', () => {
    const at = { ...rules, ships: true };
    const asked = basket({ destination: to('US', 'CA') });
    expect(priceBasket(asked, { ...at, shippingRates: [] })).toMatchObject({ problem: 'UNDELIVERABLE' });
    expect(priceBasket(asked, { ...at, shippingRates: [shop] })).toMatchObject({ problem: 'UNDELIVERABLE' });
    expect(priceBasket({ ...asked, shippingOptionId: 'p' }, { ...at, shippingRates: [shop] })).toMatchObject({ shippingMinor: 0n });
  });

  test('cost nothing in a shop that never said how it sends, and while nobody has said where to', () => {
    const none = { shippingMinor: 0n, shippingOption: null };
    expect(priceBasket(basket({ destination: to('DE') }), { ...rules, shippingRates: [], ships: false })).toMatchObject(none);
    expect(priceBasket(basket({ destination: null }), { ...rules, shippingRates: [standard], ships: true })).toMatchObject(none);
  });
});

test('a method has its name in the language that is asked for, or one near it, or the shop’s', () => {
  const method = { name: 'Standard delivery', names: [{ locale: 'de', name: 'Standardversand' }] };
  expect(['de', 'de-AT', 'fr', null].map((locale) => nameIn(method, locale))).toEqual([
    'Standardversand',
    'Standardversand',
    'Standard delivery',
    'Standard delivery',
  ]);
});
