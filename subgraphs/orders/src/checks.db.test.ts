import { describe, expect, test } from 'vitest';
import { checks } from '#checks';
import { openShop, until } from '#testing/shop';

/** One planted violation a check: SQL that no code of ours could run. */
const plants: Record<string, string> = {
  nothing_of_an_erased_person_is_left: `update orders set customer_id = '00000000-0000-4000-8000-000000000001';
    insert into erased_people (customer_id) values ('00000000-0000-4000-8000-000000000001')`,
  one_placement_per_key_and_one_order_per_cart: `drop index placements_one_a_key; update placements set idempotency_key = 'same'`,
  closed_carts_have_their_order: `insert into carts (id, currency, status, placement_id) values (uuidv7(), 'USD', 'closed', uuidv7())`,
  one_cart_a_customer: `drop index carts_one_a_customer;
    insert into carts (id, currency, customer_id) select uuidv7(), 'USD', '00000000-0000-4000-8000-000000000001' from generate_series(1, 2)`,
  order_totals_add_up: 'update order_lines set quantity = 5, total_minor = 500',
  what_an_order_says_adds_up: 'update order_lines set discount_minor = 1',
  events_are_published: `insert into outbox (type, version, key, data, occurred_at, parked_at) values ('x.y', 1, 'k', '{}', now() - interval '1 hour', now())`,
  no_placement_is_unfinished: `update placements set state = 'confirmed', decided_at = now() - interval '2 minutes', lease_until = now() + interval '1 hour'`,
  every_confirmed_placement_has_its_order: 'delete from order_lines; delete from order_events; delete from orders',
  events_are_numbered_without_a_gap: 'update outbox set sequence = 2',
  decided_placements_hold_no_token: `update placements set request = request || '{"paymentToken": "tok_ok"}', decided_at = now() - interval '10 minutes'`,
  price_on_the_order_is_the_price_frozen: 'update orders set total_minor = 7, subtotal_minor = 7',
};

describe('the doctor sees', () => {
  for (const check of checks.own)
    test(check.name, async () => {
      const shop = await openShop();
      await shop.place({ idempotencyKey: 'a', lines: [{ sku: 'MUG', quantity: 1 }] });
      await shop.place({ idempotencyKey: 'b', lines: [{ sku: 'MUG', quantity: 1 }] });
      const open = async () => (await shop.db.query({ text: `select 1 from placements where state <> 'completed'` })).length;
      await until(open, (left) => left === 0);
      expect(await shop.db.query({ text: check.sql })).toEqual([]);
      await shop.db.query({ text: plants[check.name] ?? 'select 1/0' });
      const violations = await shop.db.query<{ detail: string }>({ text: check.sql });
      expect(violations.length).toBeGreaterThan(0);
      expect(violations[0]?.detail).toBeTypeOf('string');
    });

  test.each([
    ['a coupon that took off nothing', `update orders set discounts = '[{"kind":"COUPON","amountMinor":"1"}]'`],
    ['points that are worth something and pay for nothing', 'update orders set points_value_minor = 1'],
    ['a coupon’s share that is on no line', `update order_lines set price_facts = '{"discountSharesMinor":["1"]}'`],
    ['a tax that no rate knows', 'update order_lines set tax_minor = 1'],
    ['an included tax that no rate knows', 'update order_lines set included_tax_minor = 1'],
    ['a rate that no line has', `update orders set taxes = '[{"included":false,"taxMinor":"1"}]'`],
    [
      'a tax on shipping that was not charged',
      `update orders set taxes = '[{"included":true,"taxMinor":"0"}]', shipping_taxes = '[{"taxRate":0,"taxMinor":"1"}]'`,
    ],
  ])('in what an order says, %s', async (_what, plant) => {
    const shop = await openShop();
    await shop.place({ idempotencyKey: 'a', lines: [{ sku: 'MUG', quantity: 1 }] });
    const check = checks.own.find(({ name }) => name === 'what_an_order_says_adds_up');
    expect(await shop.db.query({ text: check?.sql ?? '' })).toEqual([]);
    await shop.db.query({ text: plant });
    expect(await shop.db.query({ text: check?.sql ?? '' })).toHaveLength(1);
  });

  test('readings that can be read', async () => {
    const shop = await openShop();
    for (const sql of Object.values(checks.readings)) expect(await shop.db.query({ text: sql })).toEqual([]);
  });
});
