import { describe, expect, test } from 'vitest';
import type { PlaceOrderInput } from '#generated/resolvers';
import { isEmail } from '#placing/rules/buyer';
import { checkInput } from '#placing/rules/input';
import type { PlacingRules } from '#placing/rules/placing-rules';
import { mergeLines, normalizeRequest } from '#placing/rules/request';

const input = (change: Partial<PlaceOrderInput> = {}): PlaceOrderInput => ({
  idempotencyKey: 'k',
  lines: [{ sku: 'MUG', quantity: 1 }],
  shippingAddress: { line1: '1 Main Street', city: 'Springfield', postalCode: '12345', country: 'us' },
  payment: { token: 'tok_ok' },
  ...change,
});

const address = (change: object) => ({ shippingAddress: { ...input().shippingAddress, ...change } });

const rules: PlacingRules = {
  holds: { perBuyer: 3, perClient: 6, maxQuantity: 500 },
  returnOrigins: ['https://shop.example'],
  development: true,
};

describe('an order that cannot be accepted says which field is wrong', () => {
  const cases: [string, Partial<PlaceOrderInput>, string][] = [
    ['neither cart nor lines', { lines: null }, 'cartId'],
    ['both cart and lines', { cartId: 'x' }, 'lines'],
    ['no lines', { lines: [] }, 'lines'],
    ['201 lines', { lines: Array.from({ length: 201 }, (_, index) => ({ sku: `S${index}`, quantity: 1 })) }, 'lines'],
    ['quantity 0', { lines: [{ sku: 'MUG', quantity: 0 }] }, 'lines.0.quantity'],
    ['a negative quantity', { lines: [{ sku: 'MUG', quantity: -1 }] }, 'lines.0.quantity'],
    ['quantity 10,001', { lines: [{ sku: 'MUG', quantity: 10_001 }] }, 'lines.0.quantity'],
    ['lines that add up to 10,001', { lines: [1, 10_000].map((quantity) => ({ sku: 'MUG', quantity })) }, 'lines.1.quantity'],
    ['a NUL in a SKU', { lines: [{ sku: 'MUG\0', quantity: 1 }] }, 'lines.0.sku'],
    ['half a character in a street', address({ line1: 'a\ud800' }), 'shippingAddress.line1'],
    ['a NUL in a name', address({ name: 'a\0' }), 'shippingAddress.name'],
    ['a blank SKU', { lines: [{ sku: ' ', quantity: 1 }] }, 'lines.0.sku'],
    ['an address without country', address({ country: '' }), 'shippingAddress.country'],
    ['a country that is none', address({ country: 'XX' }), 'shippingAddress.country'],
    ['an address without street', address({ line1: ' ' }), 'shippingAddress.line1'],
    ['a blank payment token', { payment: { token: '' } }, 'payment.token'],
    ['eleven coupons', { couponCodes: Array.from({ length: 11 }, (_, index) => `C${index}`) }, 'couponCodes'],
    ['negative points', { redeemPoints: -1 }, 'redeemPoints'],
    ['half a cent', { expectedTotal: { amount: '1.005', currencyCode: 'USD' } }, 'expectedTotal.amount'],
    ['waiting for a minute', { waitMs: 60_000 }, 'waitMs'],
    ['a version without a cart', { cartVersion: 1 }, 'cartVersion'],
  ];
  for (const [what, change, path] of cases)
    test(what, () => expect(checkInput(input(change), rules).map((problem) => problem.path.join('.'))).toContain(path));

  test('and all of them at once', () => expect(checkInput(input({ lines: [], redeemPoints: -1, waitMs: -1 }), rules)).toHaveLength(3));
  test('while a good one has none', () => expect(checkInput(input(), rules)).toEqual([]));
});

test('lines of one SKU are summed where the first stood', () =>
  expect(mergeLines(['A', 'B', 'A'].map((sku) => ({ sku, quantity: 2 })))).toEqual([
    { sku: 'A', quantity: 4 },
    { sku: 'B', quantity: 2 },
  ]));

test('an address is kept in capitals where codes are, and coupons once', () => {
  const request = normalizeRequest(input(address({ region: 'ca' })), {
    lines: [{ sku: 'A', quantity: 1 }],
    couponCodes: ['welcome10', 'WELCOME10 '],
    currency: 'USD',
  });
  expect(request).toMatchObject({ couponCodes: ['WELCOME10'], shippingAddress: { country: 'US', region: 'CA' } });
});

test('e-mail addresses', () => {
  for (const good of ['ada@example.com', 'a.b+c@sub.example.co.uk']) expect(isEmail(good)).toBe(true);
  for (const bad of ['', 'ada', 'ada@', '@example.com', 'a b@example.com', 'ada@example', `${'a'.repeat(250)}@example.com`])
    expect(isEmail(bad)).toBe(false);
});
