import { type Caller, fromClient, guest } from '@cartograph/kit/caller';
import { uuidv7 } from '@cartograph/kit/ids';
import { describe, expect, it } from 'vitest';
import { createFakeRooms } from '#testing/fake-rooms';
import { openShop } from '#testing/shop';

const rules = { holds: { perBuyer: 3, perClient: 6, maxQuantity: 500 }, returnOrigins: [], development: true };
const open = () => openShop(createFakeRooms(), undefined, rules);
const mug = { lines: [{ sku: 'MUG', quantity: 1 }], payment: { token: 'tok_challenge' } };
const from = (address: string): Caller => fromClient(guest, address);
const kinds = (answers: { [name: string]: unknown }[]): string[] => answers.map((answer) => String(answer['__typename'])).sort();
const times = (count: number) => Array.from({ length: count }, (_, index) => index);

describe('what is held before money is there', () => {
  it('is three payments at the bank a buyer, however many come at once; the next one after one is given up', async () => {
    const shop = await open();
    const answers = await Promise.all(times(6).map((index) => shop.place({ idempotencyKey: `key ${index}`, ...mug })));
    expect(kinds(answers)).toEqual([...times(3).map(() => 'OrderRejected'), ...times(3).map(() => 'PaymentActionRequired')]);
    const refused = answers.find(({ __typename }) => __typename === 'OrderRejected') ?? {};
    expect(refused).toMatchObject({ retryable: true, problems: [{ code: 'TOO_MANY_HOLDS', maxQuantity: null }] });
    expect((refused['problems'] as { retryAfterMs: number }[])[0]?.retryAfterMs).toBeGreaterThan(60_000);
    expect(shop.rooms.stock.get('MUG')).toBeLessThanOrEqual(997);
    const waiting = answers.find(({ __typename }) => __typename === 'PaymentActionRequired') ?? {};
    const { id } = waiting['placement'] as { id: string };
    await shop.ask('mutation ($input: CancelPlacementInput!) { cancelPlacement(input: $input) { __typename } }', {
      input: { placementId: id, accessToken: waiting['accessToken'] },
    });
    expect(await shop.place({ idempotencyKey: 'after', ...mug })).toMatchObject({ __typename: 'PaymentActionRequired' });
  });

  it('is six from one place, whoever they say they are; from elsewhere it goes on', async () => {
    const shop = await open();
    const buy = (index: number, address: string) =>
      shop.place({ idempotencyKey: `key ${index}`, email: `buyer${index}@example.com`, ...mug }, from(address));
    const answers = await Promise.all(times(9).map((index) => buy(index, '192.0.2.7')));
    expect(kinds(answers).filter((kind) => kind === 'PaymentActionRequired')).toHaveLength(6);
    expect(await buy(20, '192.0.2.8')).toMatchObject({ __typename: 'PaymentActionRequired' });
  });

  it('is no way to keep a customer from paying: guests may name their address, and only their own payments count', async () => {
    const shop = await open();
    const email = 'ada@example.com';
    const ada: Caller = { kind: 'customer', customerId: uuidv7(), email, roles: ['customer'] };
    for (const index of times(3)) await shop.place({ idempotencyKey: `stranger ${index}`, email, ...mug }, from('192.0.2.7'));
    const own = (index: number) => shop.place({ idempotencyKey: `ada ${index}`, email, ...mug }, fromClient(ada, '192.0.2.8'));
    const answers = await Promise.all(times(5).map(own));
    expect(kinds(answers)).toEqual([...times(2).map(() => 'OrderRejected'), ...times(3).map(() => 'PaymentActionRequired')]);
    expect(await shop.place({ idempotencyKey: 'one more', email, ...mug }, from('192.0.2.9'))).toMatchObject({
      problems: [{ __typename: 'TooManyHolds' }],
    });
  });

  it('hinders nobody whose payment needs no bank', async () => {
    const shop = await open();
    for (const index of times(3)) await shop.place({ idempotencyKey: `key ${index}`, ...mug });
    expect(await shop.place({ idempotencyKey: 'pays', lines: mug.lines })).toMatchObject({ __typename: 'OrderPlaced' });
  });

  it('is 500 units of a SKU an order, of lines together, and nothing is recorded of more', async () => {
    const shop = await open();
    const many = { lines: [1, 500].map((quantity) => ({ sku: 'MUG', quantity })) };
    const answer = await shop.place({ idempotencyKey: 'many', ...many });
    expect(answer).toMatchObject({ retryable: false, placement: null, problems: [{ code: 'TOO_MANY_UNITS', maxQuantity: 500 }] });
    expect(await shop.place({ idempotencyKey: 'many', lines: [{ sku: 'MUG', quantity: 500 }] })).toMatchObject({
      __typename: 'OrderPlaced',
    });
  });

  it('is known of a place by a keyed hash only, and for as long as the payment waits', async () => {
    const shop = await open();
    const kept = async () =>
      await shop.db.query<{ client: string | null; token: string | null }>({
        text: `select request ->> 'client' as client, request ->> 'paymentToken' as token from placements order by id`,
      });
    await shop.place({ idempotencyKey: 'waits', ...mug }, from('192.0.2.9'));
    const [waiting] = await kept();
    expect(waiting?.client).toMatch(/^[\w-]{43}$/);
    expect(waiting?.token).toBe('tok_challenge');
    await shop.place({ idempotencyKey: 'placed', lines: mug.lines }, from('192.0.2.9'));
    await shop.place({ idempotencyKey: 'declined', lines: mug.lines, payment: { token: 'tok_declined' } }, from('192.0.2.9'));
    expect((await kept()).slice(1)).toEqual(times(2).map(() => ({ client: null, token: null })));
  });
});
