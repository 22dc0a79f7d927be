import { expect, test } from 'vitest';
import { type Basket, destinationOf, problemOf } from '#rules/basket';

const basket = (change: Partial<Basket>): Basket => ({
  currency: 'USD',
  lines: [{ sku: 'MUG', quantity: 1 }],
  destination: null,
  couponCodes: [],
  redeemPoints: 0,
  customerId: null,
  buyerKey: null,
  ...change,
});
const way = (change: Partial<Basket>) => problemOf(basket(change))?.path.join('.');

test('a plain basket is fine, and so is an empty one', () => {
  expect(problemOf(basket({}))).toBeUndefined();
  expect(problemOf(basket({ lines: [] }))).toBeUndefined();
});

test('what is wrong is named by the way to it', () => {
  expect(way({ lines: Array.from({ length: 201 }, (_, index) => ({ sku: `S${index}`, quantity: 1 })) })).toBe('lines');
  expect(way({ lines: [{ sku: 'MUG', quantity: 0 }] })).toBe('lines.0.quantity');
  expect(way({ lines: [{ sku: 'MUG', quantity: 10_001 }] })).toBe('lines.0.quantity');
  expect(way({ couponCodes: Array<string>(11).fill('WELCOME10') })).toBe('couponCodes');
  expect(way({ redeemPoints: -1 })).toBe('redeemPoints');
  expect(way({ destination: destinationOf('USA', null) })).toBe('destination.country');
  expect(way({ destination: destinationOf('', null) })).toBe('destination.country');
  expect(way({ destination: destinationOf('XX', null) })).toBe('destination.country');
});

test('a SKU that cannot be kept is named by the way to it; codes and regions may be any text, and are unknown', () => {
  for (const bad of ['\0', 'a\ud800']) {
    expect(way({ lines: [{ sku: bad, quantity: 1 }] })).toBe('lines.0.sku');
    expect(way({ couponCodes: ['WELCOME10', bad] })).toBeUndefined();
    expect(way({ destination: destinationOf('US', bad) })).toBeUndefined();
    expect(way({ destination: destinationOf(bad, null) })).toBe('destination.country');
  }
});

test('the quantity of one SKU is bounded over all its lines', () => {
  const line = { sku: 'MUG', quantity: 6_000 };
  expect(way({ lines: [line, { sku: 'TEA', quantity: 6_000 }, line] })).toBe('lines.2.quantity');
});

test('countries and regions are understood however they are typed', () => {
  expect(destinationOf(' us ', 'us-ca')).toEqual({ country: 'US', region: 'CA' });
  expect(destinationOf('US', ' ca ')).toEqual({ country: 'US', region: 'CA' });
  expect(destinationOf('DE', undefined)).toEqual({ country: 'DE', region: '' });
});
