import { uuidv7 } from '@cartograph/kit/ids';
import { describe, expect, test } from 'vitest';
import { basicOrder, openShop } from '#testing/shop';

const orderIdOf = (answer: Record<string, unknown>): string => (answer['order'] as { id: string }).id;
const line = (sku: string) => ({ lines: [{ sku, quantity: 1 }] });

describe('a purchase', () => {
  test('of a guest who signs in, or whose session runs out, before it is repeated is placed once', async () => {
    const shop = await openShop();
    const ada = { kind: 'customer', customerId: uuidv7(), email: 'Ada@example.com', roles: ['customer'] } as const;
    const guests = { email: 'ADA@example.com', ...line('MUG') };
    const first = await shop.place({ idempotencyKey: 'bought as a guest', ...guests });
    expect(await shop.place({ idempotencyKey: 'bought as a guest', ...line('MUG'), email: null }, ada)).toMatchObject({
      replayed: true,
      order: first['order'],
    });
    const secret = 'vY3fQm1Zr8tLk2Wd9xHs0A';
    const own = await shop.place({ idempotencyKey: secret, ...line('MUG'), email: null }, ada);
    expect(await shop.place({ idempotencyKey: secret, ...guests })).toMatchObject({ replayed: true, order: { id: orderIdOf(own) } });
    await shop.place({ idempotencyKey: 'guessable', ...line('MUG'), email: null }, ada);
    expect(await shop.place({ idempotencyKey: 'guessable', ...guests })).toMatchObject({ problems: [{ code: 'IDEMPOTENCY_CONFLICT' }] });
    expect(shop.rooms.payments.size).toBe(3);
  });

  test('of a key that an earlier version kept is answered, not placed again', async () => {
    const shop = await openShop();
    const ada = { kind: 'customer', customerId: uuidv7(), email: 'ada@example.com', roles: ['customer'] } as const;
    const kept = async (scope: string, inputHash: string) =>
      shop.db.query({
        text: `update placements set scope = $1, key_rules = 1, input_hash = $2 where key_rules = 2`,
        values: [scope, inputHash],
      });
    const hashOfThen = 'wiqHKOZYmI1SaLrSFGFGWJmZsjOmZY1Dby-yb7A2H_Y';
    const asThen = { ...line('MUG'), shippingAddress: { ...basicOrder.shippingAddress, country: 'us' } };
    const guests = await shop.place({ idempotencyKey: 'then', email: 'Old@example.com', ...asThen });
    await kept('guest:old@example.com', hashOfThen);
    const own = await shop.place({ idempotencyKey: 'then', email: null, ...asThen }, ada);
    await kept(`customer:${ada.customerId}`, hashOfThen);
    expect(await shop.place({ idempotencyKey: 'then', email: 'OLD@example.com', ...asThen })).toMatchObject({
      order: { id: orderIdOf(guests) },
    });
    expect(await shop.place({ idempotencyKey: 'then', email: null, ...asThen }, ada)).toMatchObject({ order: { id: orderIdOf(own) } });
    const another = await shop.place({ idempotencyKey: 'then', email: null, ...asThen, ...line('LAMP') }, ada);
    expect(another).toMatchObject({ problems: [{ code: 'IDEMPOTENCY_CONFLICT' }] });
    expect(shop.rooms.payments.size).toBe(2);
  });
});
