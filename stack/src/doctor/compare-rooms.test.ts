import { expect, test } from 'vitest';
import { compareRooms } from './compare-rooms.ts';
import type { Readings } from './readings.ts';

const id = 'p1';

/** One completed and paid order of a customer, with all that belongs to it. */
const healthy: Readings = {
  holds: [{ placement_id: id, state: 'COMMITTED' }],
  quotes: [{ placement_id: id, state: 'CONFIRMED', total_minor: 1_000n, currency: 'USD' }],
  pointHolds: [{ placement_id: id, state: 'COMMITTED', points: 50 }],
  payments: [
    { placement_id: id, state: 'CAPTURED', authorized_minor: 1_000n, captured_minor: 1_000n, refunded_minor: 0n, currency: 'USD' },
  ],
  placements: [{ placement_id: id, state: 'completed', needs_attention: false }],
  orders: [
    {
      placement_id: id,
      number: 'C-1',
      status: 'CONFIRMED',
      payment_status: 'PAID',
      total_minor: 1_000n,
      currency: 'USD',
      customer_id: 'c1',
      points_redeemed: 50,
      cancellation: 'none',
      cancellation_needs_attention: false,
    },
  ],
};

/** The same shop with fields of its single rows changed, or rows gone. */
function shop(change: { [Name in keyof Readings]?: Partial<Readings[Name][number]> | null }): Readings {
  const changed = Object.entries(healthy).map(([name, rows]) => {
    const patch = change[name as keyof Readings];
    return [name, patch === null ? [] : rows.map((row: object) => ({ ...row, ...patch }))];
  });
  return Object.fromEntries(changed) as Readings;
}

const seen = (readings: Readings): string[] => compareRooms(readings).map(({ invariant, check }) => `${invariant} ${check}`);

test('a finished order with all that belongs to it is in order', () => {
  expect(seen(healthy)).toEqual([]);
});

test.each<[string, Readings, string]>([
  ['stock held for a placement that is over', shop({ holds: { state: 'HELD' } }), '6 no_hold_without_a_live_placement'],
  ['points held for a placement that is over', shop({ pointHolds: { state: 'HELD' } }), '6 no_hold_without_a_live_placement'],
  ['a price frozen for nobody', shop({ quotes: { state: 'FROZEN', placement_id: 'p2' } }), '6 no_hold_without_a_live_placement'],
  ['more points taken than redeemed', shop({ pointHolds: { points: 51 } }), '4 points_taken_are_points_redeemed'],
  ['an order without a payment', shop({ payments: null }), '7 no_order_without_a_payment'],
  ['a payment without a placement', shop({ payments: { placement_id: 'p2' } }), '7 no_payment_without_a_placement'],
  ['stock that left without an order', shop({ orders: null, placements: { state: 'aborted' } }), '9 nothing_is_taken_without_an_order'],
  ['an order whose stock was let go', shop({ holds: { state: 'RELEASED' } }), '9 every_room_did_its_part'],
  ['an order without stock', shop({ holds: null }), '9 every_room_did_its_part'],
  ['an order whose points were let go', shop({ pointHolds: { state: 'RELEASED' } }), '4 every_room_did_its_part'],
  ['a paid order that was not captured', shop({ payments: { captured_minor: 0n, state: 'AUTHORIZED' } }), '3 payment_is_what_is_owed'],
  ['a paid order that was refunded in part', shop({ payments: { refunded_minor: 1n } }), '3 payment_is_what_is_owed'],
  [
    'a voided order whose money was taken',
    shop({ orders: { payment_status: 'VOIDED', status: 'CANCELLED' } }),
    '3 payment_is_what_is_owed',
  ],
  ['a payment in another currency', shop({ payments: { currency: 'EUR' } }), '3 paid_in_the_currency_of_the_order'],
  ['an order that costs more than was frozen', shop({ quotes: { total_minor: 999n } }), '10 price_on_the_order_is_frozen_in_pricing'],
  ['an order that pricing never priced', shop({ quotes: null }), '10 price_on_the_order_is_frozen_in_pricing'],
])('%s is seen', (_what, readings, expected) => {
  expect(seen(readings)).toContain(expected);
});

test('a placement under way may hold what it holds', () => {
  const underWay = shop({
    orders: null,
    holds: { state: 'HELD' },
    pointHolds: { state: 'HELD' },
    quotes: { state: 'FROZEN' },
    placements: { state: 'pending' },
  });
  expect(seen({ ...underWay, payments: [] })).toEqual([]);
});

test('an order is not asked for its points when a guest placed it', () => {
  expect(seen(shop({ pointHolds: null, orders: { customer_id: null, points_redeemed: 0 } }))).toEqual([]);
});

test('a cancelled order has been undone everywhere', () => {
  const undone = {
    orders: { status: 'CANCELLED', payment_status: 'REFUNDED', cancellation: 'completed' },
    holds: { state: 'RETURNED' },
    quotes: { state: 'RETURNED' },
    pointHolds: { state: 'REVERSED' },
    payments: { refunded_minor: 1_000n },
  };
  expect(seen(shop(undone))).toEqual([]);
  expect(seen(shop({ ...undone, holds: { state: 'COMMITTED' } }))).toContain('9 every_room_did_its_part');
});
