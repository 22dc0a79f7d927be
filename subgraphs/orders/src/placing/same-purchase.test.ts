import { describe, expect, test } from 'vitest';
import type { PlaceOrderInput } from '#generated/resolvers';
import type { Placement } from '#placing/rules/placement';
import { currentKeyRules, type KeyRules, olderScopesOf, scopeOf } from '#placing/rules/purchase-key';
import { inputHashOf, isSamePurchase } from '#placing/same-purchase';

const street = { line1: '1 Main Street', city: 'Springfield', postalCode: '12345', country: 'us' };
const input = (change: Partial<PlaceOrderInput> = {}): PlaceOrderInput => ({
  idempotencyKey: 'k',
  lines: [{ sku: 'MUG', quantity: 1 }],
  shippingAddress: street,
  payment: { token: 'tok_ok' },
  ...change,
});
const place = (change: object) => ({ shippingAddress: { ...street, ...change } });

const placed = (by: PlaceOrderInput, keyRules: KeyRules = currentKeyRules, customerId: string | null = null): Placement => ({
  id: '0198c0de-0000-7000-8000-000000000001',
  scope: '',
  inputHash: inputHashOf(by, keyRules),
  keyRules,
  cartId: null,
  request: {
    currency: 'USD',
    lines: [],
    email: 'ada@example.com',
    customerId,
    shippingAddress: { name: null, line1: '', line2: null, city: '', region: null, postalCode: '', country: 'US' },
    paymentToken: '',
    couponCodes: [],
    redeemPoints: 0,
    expectedTotalMinor: null,
  },
  state: 'completed',
  facts: {},
  problems: null,
  attempts: 0,
  needsAttention: false,
  lastError: null,
  abandoned: false,
  recent: true,
});

describe.each([1, 2] as const)('by key rules %i, two inputs are the same purchase', (rules) => {
  const same = (a: Partial<PlaceOrderInput>, b: Partial<PlaceOrderInput>) => isSamePurchase(placed(input(a), rules), input(b), null);

  test('when only patience or defaults written out differ', () =>
    expect(same({}, { waitMs: 9, currencyCode: 'USD', redeemPoints: 0, couponCodes: [], expectedTotal: null })).toBe(true));

  test('when the same lines come in another order or split', () => {
    const whole = ['A', 'B'].map((sku) => ({ sku, quantity: 3 }));
    const split = [' B', 'A', 'A', 'B'].map((sku, index) => ({ sku, quantity: index % 2 === 0 ? 2 : 1 }));
    expect(same({ lines: whole }, { lines: split })).toBe(true);
  });

  test('when the address has other capitals, spaces or empty fields', () =>
    expect(same(place({ region: 'CA' }), place({ region: ' ca ', name: '', line2: null, country: 'US ' }))).toBe(true));

  test.each<[string, Partial<PlaceOrderInput>]>([
    ['a quantity', { lines: [{ sku: 'MUG', quantity: 2 }] }],
    ['the address', place({ postalCode: '54321' })],
    ['a name in the address', place({ name: 'Ada' })],
    ['the card', { payment: { token: 'tok_declined' } }],
    ['the total', { expectedTotal: { amount: '1.00', currencyCode: 'USD' } }],
    ['the currency', { currencyCode: 'EUR' }],
    ['a coupon', { couponCodes: ['WELCOME10'] }],
    ['the points', { redeemPoints: 1 }],
  ])('but not when %s differs', (_, change) => expect(same({}, change)).toBe(false));
});

test('a hash of before is what it was when orders were placed by it', () =>
  expect(inputHashOf(input(), 1)).toBe('wiqHKOZYmI1SaLrSFGFGWJmZsjOmZY1Dby-yb7A2H_Y'));

test('accents may be composed or not, today', () =>
  expect(isSamePurchase(placed(input(place({ city: 'Caf\u00e9' }))), input(place({ city: 'Cafe\u0301' })), null)).toBe(true));

describe('a purchase is repeated by its buyer only', () => {
  const secret = input({ idempotencyKey: 'vY3fQm1Zr8tLk2Wd9xHs0A' });
  test.each<[string, PlaceOrderInput, string | null, string | null, boolean]>([
    ['a guest again', input(), null, null, true],
    ['a guest who has signed in', input(), null, 'ada', true],
    ['a customer again', input(), 'ada', 'ada', true],
    ['another account that meets in the address', input(), 'ada', 'ada2', false],
    ['a customer whose session ran out, with a key that could be guessed', input(), 'ada', null, false],
    ['a customer whose session ran out, with a key that could not', secret, 'ada', null, true],
  ])('%s', (_, by, owner, customerId, is) => expect(isSamePurchase(placed(by, 2, owner), by, customerId)).toBe(is));
});

test('a guest and whoever signs in with that address have the same keys, however it is spelled', () => {
  expect(scopeOf(' ADA@Example.com')).toBe(scopeOf('ada@example.com'));
  expect(scopeOf('ada@bücher.example')).toBe(scopeOf('Ada@xn--bcher-kva.example'));
  expect(scopeOf('ada@example.com')).not.toBe(scopeOf('ada+1@example.com'));
  const ada = { kind: 'customer', customerId: 'c1', email: 'Ada@example.com', roles: ['customer'] } as const;
  expect(olderScopesOf(ada.email, ada)).toEqual(['customer:c1', 'guest:ada@example.com']);
  expect(olderScopesOf(' Ada@example.com ', { kind: 'guest' })).toEqual(['guest:ada@example.com']);
});
