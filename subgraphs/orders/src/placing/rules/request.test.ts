import { unsorted } from '@cartograph/kit/testing/jsonb-order';
import { describe, expect, test } from 'vitest';
import type { PlaceOrderInput } from '#generated/resolvers';
import { buyerOf } from '#placing/rules/buyer';
import { checkInput } from '#placing/rules/input';
import type { PlacingRules } from '#placing/rules/placing-rules';
import { mergeLines, normalizeRequest } from '#placing/rules/request';

const input = (change: Partial<PlaceOrderInput> = {}): PlaceOrderInput => ({
  idempotencyKey: 'k',
  lines: [{ sku: 'MUG', quantity: 1 }],
  shippingAddress: street,
  payment: { token: 'tok_ok' },
  ...change,
});

const street = { line1: '1 Main Street', city: 'Springfield', postalCode: '12345', country: 'us' };
const address = (change: object) => ({ shippingAddress: { ...street, ...change } });

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
    ['no address', { shippingAddress: null }, 'shippingAddress'],
    ['a region that is none', address({ region: 'ZZ' }), 'shippingAddress.region'],
    ['a street in two lines', address({ line1: '1 Main\r\nStreet' }), 'shippingAddress.line1'],
    ['a name of one zero-width space', address({ line1: '\u200b' }), 'shippingAddress.line1'],
    ['a bell in a name', address({ name: 'a\u0007' }), 'shippingAddress.name'],
    ['a postal code of 21 characters', address({ postalCode: '1'.repeat(21) }), 'shippingAddress.postalCode'],
    ['a bill that goes nowhere', { billingAddress: { line1: '1', city: '', country: 'DE', postalCode: '1' } }, 'billingAddress.city'],
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
  test('those of an address in one refusal, with the regions there are', () => {
    const [problem] = checkInput(input(address({ city: '', region: 'ZZ', postalCode: 'x' })), rules);
    expect(problem?.fields.map(({ path }) => path[1])).toEqual(['city', 'postalCode', 'region']);
    expect(problem?.fields[2]?.allowed).toContain('NY');
  });
  test('while a good one has none', () => expect(checkInput(input(), rules)).toEqual([]));
});

test('lines of one SKU are summed where the first stood', () =>
  expect(mergeLines(['A', 'B', 'A'].map((sku) => ({ sku, quantity: 2 })))).toEqual([
    { sku: 'A', quantity: 4 },
    { sku: 'B', quantity: 2 },
  ]));

const guest = { email: 'ada@example.com', customerId: null, client: null };

test('an address is kept as carriers and tax read it, and coupons once', () => {
  const basket = { lines: [{ sku: 'A', quantity: 1 }], couponCodes: ['welcome10', 'WELCOME10 '], currency: 'USD' as const };
  const request = normalizeRequest(input(address({ region: 'new york ', name: ' Ada\u00a0 L.' })), basket, guest);
  expect(unsorted(request)).toEqual([]);
  expect(request).toMatchObject({
    couponCodes: ['WELCOME10'],
    shippingAddress: { name: 'Ada L.', country: 'US', region: 'NY' },
    billingAddress: null,
  });
});

test('a region that was left out is told by the postal code, so that its tax is not lost', () => {
  const basket = { lines: [{ sku: 'A', quantity: 1 }], couponCodes: [], currency: 'USD' as const };
  const bill = { line1: '1 Nathan Rd', city: 'Kowloon', country: 'HK' };
  const request = normalizeRequest(input({ ...address({ postalCode: '94607' }), billingAddress: bill }), basket, guest);
  expect(request.shippingAddress.region).toBe('CA');
  expect(request.billingAddress).toMatchObject({ country: 'HK', postalCode: null, phone: null });
});

test('a guest has an e-mail address that an account could have', () => {
  const buyer = (email: string) => buyerOf(input({ email }), { kind: 'guest' });
  expect(buyer(' Ada@Example.com ')).toMatchObject({ email: 'ada@example.com', scope: 'buyer:ada@example.com' });
  const refused = ['', 'ada', 'ada@', 'a b@example.com', 'ada@example', `${'a'.repeat(250)}@example.com`];
  const unlikeAccounts = ['a,b@x.com', 'a;b@x.com', 'a(b)@x.com', 'a\u0001@x.com', 'a\u001b[2J@x.com'];
  for (const bad of [...refused, ...unlikeAccounts]) expect(buyer(bad)).toMatchObject({ __typename: 'InvalidInput', path: ['email'] });
});
