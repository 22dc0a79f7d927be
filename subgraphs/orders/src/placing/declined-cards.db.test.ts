import { type Caller, fromClient, guest } from '@cartograph/kit/caller';
import { describe, expect, it } from 'vitest';
import type { DeclineLimits } from '#placing/rules/placing-rules';
import { createFakeRooms } from '#testing/fake-rooms';
import { openShop } from '#testing/shop';

const open = (declines?: DeclineLimits) =>
  openShop(createFakeRooms(), undefined, {
    holds: { perBuyer: 100, perClient: 100, maxQuantity: 500 },
    returnOrigins: [],
    development: true,
    ...(declines ? { declines } : {}),
  });
const lines = [{ sku: 'MUG', quantity: 1 }];
const from = (address: string): Caller => fromClient(guest, address);

type Shop = Awaited<ReturnType<typeof open>>;
const tryCard = (shop: Shop, index: number, address: string, token = 'tok_declined') =>
  shop.place({ idempotencyKey: `card ${index} ${address}`, email: `buyer${index}@example.com`, lines, payment: { token } }, from(address));
const codeOf = (answer: Record<string, unknown>) =>
  (answer['problems'] as { code: string }[] | undefined)?.[0]?.code ?? answer['__typename'];

async function tryCards(shop: Shop, count: number, address: string): Promise<unknown[]> {
  const codes: unknown[] = [];
  for (let index = 0; index < count; index += 1) codes.push(codeOf(await tryCard(shop, index, address)));
  return codes;
}

describe('trying cards', () => {
  it('ends after three of one client, whatever e-mail is named; elsewhere orders go on, and known keys keep their answers', async () => {
    const shop = await open({ max: 3, windowMs: 600_000 });
    const declined = ['PAYMENT_DECLINED', 'PAYMENT_DECLINED', 'PAYMENT_DECLINED'];
    expect(await tryCards(shop, 5, '192.0.2.7')).toEqual([...declined, 'TOO_MANY_ATTEMPTS', 'TOO_MANY_ATTEMPTS']);
    const good = await tryCard(shop, 9, '192.0.2.7', 'tok_ok');
    expect(good).toMatchObject({ __typename: 'OrderRejected', retryable: true, problems: [{ code: 'TOO_MANY_ATTEMPTS' }] });
    expect(codeOf(await tryCard(shop, 0, '192.0.2.7'))).toBe('PAYMENT_DECLINED');
    expect(codeOf(await tryCard(shop, 0, '192.0.2.8', 'tok_ok'))).toBe('OrderPlaced');
  });

  it('goes on for good where nothing bounds it', async () => {
    expect(new Set(await tryCards(await open(), 15, '192.0.2.7'))).toEqual(new Set(['PAYMENT_DECLINED']));
  });

  it('is not counted for an exempt client', async () => {
    const shop = await open({ max: 3, windowMs: 600_000, exempt: ['192.0.2.7'] });
    expect(new Set(await tryCards(shop, 6, '192.0.2.7'))).toEqual(new Set(['PAYMENT_DECLINED']));
  });
});
