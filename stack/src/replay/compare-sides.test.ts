import type { PlacementRecord } from '@cartograph/orders/server';
import { expect, test } from 'vitest';
import { compareSides } from './compare-sides.ts';
import type { Sides } from './read-sides.ts';

const at = new Date(0);
const sums = { subtotalMinor: '100', discountMinor: '0', shippingMinor: '0', taxMinor: '0', includedTaxMinor: '0', totalMinor: '100' };

/** One completed placement of a customer, as orders keeps it. */
const record: PlacementRecord = {
  id: 'p',
  scope: 'customer:c',
  idempotencyKey: 'k',
  cartId: null,
  state: 'completed',
  problems: null,
  attempts: 0,
  request: {
    currency: 'USD',
    lines: [{ sku: 'MUG', quantity: 3 }],
    email: 'a@example.com',
    customerId: 'c',
    shippingAddress: { name: null, line1: '1', line2: null, city: 'S', region: null, postalCode: '1', country: 'US' },
    paymentToken: 'tok_ok',
    couponCodes: [],
    redeemPoints: 5,
    expectedTotalMinor: null,
  },
  facts: {
    quote: { currency: 'USD', lines: [], ...sums, pointsToEarn: 1, pointsRedeemed: 5 },
    heard: [
      { step: 'tries', at: 0, price: 'FROZEN', stock: 'HELD', points: 'HELD' },
      { step: 'payment', at: 0, state: 'AUTHORIZED' },
    ],
  },
  needsAttention: false,
  attentionReason: null,
  lastError: null,
  leaseOwner: null,
  leaseUntil: at,
  createdAt: at,
  decidedAt: at,
  finishedAt: at,
  order: null,
  events: [],
  told: [],
  cancellation: null,
  cart: null,
};
const picked = (...quantities: number[]) => quantities.map((quantity, index) => ({ sku: 'MUG', location: `l${index}`, quantity }));
const sides = {
  inventory: { state: 'COMMITTED', expiresAt: null, shortages: null, createdAt: at, settledAt: at, lines: picked(1, 2) },
  pricing: { state: 'CONFIRMED', currency: 'USD', totalMinor: 100n, coupons: [], createdAt: at, updatedAt: at },
  customers: { state: 'COMMITTED', points: 5, pointsToEarn: 1, refusal: null, createdAt: at, settledAt: at },
  payments: {
    state: 'CAPTURED',
    amountMinor: 100n,
    currency: 'USD',
    authorizedMinor: 100n,
    capturedMinor: 100n,
    refundedMinor: 0n,
    declineCode: null,
    createdAt: at,
    updatedAt: at,
    attempts: [],
    refunds: [],
  },
  unread: [],
} satisfies Sides;

const seen = (changed: Partial<Sides>, of: Partial<PlacementRecord> = {}): string[] =>
  compareSides({ ...record, ...of }, { ...sides, ...changed }).map(({ where, of: what }) => `${where} ${what}`);

test('four rooms that did their part differ in nothing', () => expect(seen({})).toEqual([]));

test.each<[string, Partial<Sides>, string[]]>([
  ['the stock was let go', { inventory: { ...sides.inventory, state: 'RELEASED' } }, ['inventory state']],
  ['less is held than was asked for', { inventory: { ...sides.inventory, lines: picked(1, 1) } }, ['inventory lines']],
  ['the hold was refused', { inventory: { ...sides.inventory, state: 'REFUSED' } }, ['inventory state', 'inventory refused']],
  ['no hold is there', { inventory: null }, ['inventory state']],
  ['another price is frozen', { pricing: { ...sides.pricing, totalMinor: 101n } }, ['pricing total']],
  ['the price was let go', { pricing: { ...sides.pricing, state: 'CANCELLED' } }, ['pricing state']],
  ['fewer points were taken', { customers: { ...sides.customers, points: 4 } }, ['customers points']],
  ['more points are to be earned', { customers: { ...sides.customers, pointsToEarn: 2 } }, ['customers points to earn']],
  ['another amount was paid', { payments: { ...sides.payments, amountMinor: 99n } }, ['payments amount']],
  ['the payment was declined', { payments: { ...sides.payments, state: 'DECLINED' } }, ['payments state', 'payments declined']],
])('%s: named', (_what, changed, expected) => expect(seen(changed)).toEqual(expected));

test('a room that was not read is not compared', () => {
  const { pricing: _, ...others } = sides;
  expect(compareSides(record, others)).toEqual([]);
});

test('a refused hold is compared shortage by shortage', () => {
  const shortages = [{ sku: 'MUG', requested: 3, available: 1 }];
  const facts = {
    heard: [{ step: 'tries' as const, at: 0, price: 'FROZEN' as const, stock: 'REFUSED' as const, points: 'HELD' as const, shortages }],
  };
  const refused = { ...sides.inventory, state: 'REFUSED', lines: [] };
  const rest = { pricing: { ...sides.pricing, state: 'CANCELLED' }, customers: { ...sides.customers, state: 'RELEASED' }, payments: null };
  expect(seen({ ...rest, inventory: { ...refused, shortages } }, { state: 'aborting', facts })).toEqual([]);
  expect(seen({ ...rest, inventory: { ...refused, shortages: [] } }, { state: 'aborting', facts })).toEqual(['inventory shortages']);
});

test('a cancelled order has given everything back, and while it does anything may be', () => {
  const cancellation = (state: string) => ({ cancellation: { state, reason: null, lastError: null, createdAt: at, completedAt: null } });
  expect(seen({}, cancellation('pending'))).toEqual([]);
  expect(seen({}, cancellation('completed'))).toEqual(['inventory state', 'customers state']);
});

test('a guest has no points', () => {
  const request = { ...record.request, customerId: null };
  expect(seen({ customers: null }, { request })).toEqual([]);
  expect(seen({}, { request })).toEqual(['customers state']);
});
