import { describe, expect, it } from 'vitest';
import { createFakeRooms } from '#testing/fake-rooms';
import { openShop } from '#testing/shop';

const mug = { lines: [{ sku: 'MUG', quantity: 1 }] };
const secret = '5gZ0m1kVqW8bH2yT4nR6xA';
const longAgo = `update placements set created_at = now() - interval '25 hours'`;

describe('a guest who repeats a request', () => {
  it('is given the token again for a key that nobody can guess, at the bank as well', async () => {
    const shop = await openShop();
    const first = await shop.place({ idempotencyKey: secret, ...mug, payment: { token: 'tok_challenge' } });
    expect(first).toMatchObject({ __typename: 'PaymentActionRequired', accessToken: expect.stringMatching(/^[\w-]{43}$/) });
    expect(await shop.place({ idempotencyKey: secret, ...mug, payment: { token: 'tok_challenge' } })).toMatchObject({
      accessToken: first['accessToken'],
    });
  });

  it('is given it within a day, and hears what became of the order later on', async () => {
    const shop = await openShop();
    const first = await shop.place({ idempotencyKey: secret, ...mug });
    expect((await shop.place({ idempotencyKey: secret, ...mug }))['accessToken']).toBe(first['accessToken']);
    await shop.db.query({ text: longAgo });
    expect(await shop.place({ idempotencyKey: secret, ...mug })).toMatchObject({
      __typename: 'OrderPlaced',
      accessToken: null,
      replayed: true,
    });
  });

  it('hears of the order for a key that could be guessed, without its token', async () => {
    const shop = await openShop();
    expect((await shop.place({ idempotencyKey: 'my-first-order', ...mug }))['accessToken']).not.toBeNull();
    expect(await shop.place({ idempotencyKey: 'my-first-order', ...mug })).toMatchObject({ __typename: 'OrderPlaced', accessToken: null });
  });

  it('may not use such a key in production, unless it was used before', async () => {
    const holds = { perBuyer: 3, perClient: 6, maxQuantity: 500 };
    const before = await openShop();
    const placed = await before.place({ idempotencyKey: 'my-first-order', ...mug });
    const shop = await openShop(createFakeRooms(), before.url, { holds, returnOrigins: [], development: false });
    expect(await shop.place({ idempotencyKey: 'my-second-order', ...mug })).toMatchObject({ problems: [{ path: ['idempotencyKey'] }] });
    expect(await shop.place({ idempotencyKey: secret, ...mug })).toMatchObject({ __typename: 'OrderPlaced' });
    expect(await shop.place({ idempotencyKey: 'my-first-order', ...mug })).toMatchObject({
      order: { id: (placed['order'] as { id: string }).id },
      accessToken: null,
    });
  });
});
