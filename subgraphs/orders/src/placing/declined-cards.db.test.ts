import { type Caller, fromClient, guest } from '@cartograph/kit/caller';
import { uuidv7 } from '@cartograph/kit/ids';
import { describe, expect, it } from 'vitest';
import { deleteOldAttempts } from '#placing/attempt-store';
import type { AttemptLimits } from '#placing/rules/placing-rules';
import { createFakeRooms } from '#testing/fake-rooms';
import { openShop } from '#testing/shop';

const open = (declines?: AttemptLimits, url?: string, coupons?: AttemptLimits) =>
  openShop(createFakeRooms(), url, {
    holds: { perBuyer: 100, perClient: 100, maxQuantity: 500 },
    returnOrigins: [],
    development: true,
    ...(declines ? { declines } : {}),
    ...(coupons ? { coupons } : {}),
  });
const three = { max: 3, windowMs: 600_000 };
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
    const shop = await open(three);
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

  it('is remembered by a process that begins anew, and by nobody beyond its time', async () => {
    const before = await open(three);
    await tryCards(before, 3, '192.0.2.7');
    await before.close();
    const after = await open(three, before.url);
    expect(codeOf(await tryCard(after, 9, '192.0.2.7', 'tok_ok'))).toBe('TOO_MANY_ATTEMPTS');
    expect(codeOf(await tryCard(after, 9, '192.0.2.8', 'tok_ok'))).toBe('OrderPlaced');
    await after.db.query({ text: `update payer_attempts set window_ends_at = now() - interval '1 second'` });
    await after.close();
    const later = await open(three, before.url);
    expect(codeOf(await tryCard(later, 10, '192.0.2.7', 'tok_ok'))).toBe('OrderPlaced');
    expect(await deleteOldAttempts(later.db)).toBeGreaterThan(0);
    expect(await deleteOldAttempts(later.db)).toBe(0);
  });

  it('is counted by all processes of orders together: going round them gives one card more in each', async () => {
    const one = await open(three);
    const two = await open(three, one.url);
    await tryCards(one, 2, '192.0.2.7');
    const counted = async () =>
      (await one.db.query<{ count: number }>({ text: `select count from payer_attempts where key like 'declined client %'` }))[0]?.count;
    await expect.poll(counted).toBe(2);
    expect(codeOf(await tryCard(two, 5, '192.0.2.7'))).toBe('PAYMENT_DECLINED');
    await expect.poll(counted).toBe(3);
    let key = 10;
    await expect.poll(async () => codeOf(await tryCard(two, (key += 1), '192.0.2.7', 'tok_ok'))).toBe('TOO_MANY_ATTEMPTS');
  });

  it('keeps no address of anybody', async () => {
    const shop = await open(three);
    await tryCards(shop, 1, '192.0.2.7');
    await shop.close();
    const again = await open(three, shop.url);
    const [row] = await again.db.query<{ key: string }>({ text: 'select key from payer_attempts' });
    expect(row?.key).toMatch(/^declined client [\w-]{43}$/);
  });
});

describe('coupons for guests', () => {
  const buy = (shop: Shop, index: number, address: string, couponCodes: string[], caller: Caller = guest) =>
    shop.place(
      { idempotencyKey: `coupon ${index} ${address}`, email: `new${index}@example.com`, lines, couponCodes },
      fromClient(caller, address),
    );

  it('are so many from one place, however often a guest is somebody new; known keys, other places and customers go on', async () => {
    const shop = await open(undefined, undefined, three);
    const codes: unknown[] = [];
    for (let index = 0; index < 5; index += 1) codes.push(codeOf(await buy(shop, index, '192.0.2.7', ['WELCOME10'])));
    expect(codes).toEqual(['OrderPlaced', 'OrderPlaced', 'OrderPlaced', 'TOO_MANY_ATTEMPTS', 'TOO_MANY_ATTEMPTS']);
    expect(codeOf(await buy(shop, 0, '192.0.2.7', ['WELCOME10']))).toBe('OrderPlaced');
    expect(codeOf(await buy(shop, 6, '192.0.2.7', []))).toBe('OrderPlaced');
    expect(codeOf(await buy(shop, 7, '192.0.2.8', ['WELCOME10']))).toBe('OrderPlaced');
    const ada: Caller = { kind: 'customer', customerId: uuidv7(), email: 'new8@example.com', roles: ['customer'] };
    expect(codeOf(await buy(shop, 8, '192.0.2.7', ['WELCOME10'], ada))).toBe('OrderPlaced');
  });

  it('are without number where nothing bounds them', async () => {
    const shop = await open();
    for (let index = 0; index < 6; index += 1) expect(codeOf(await buy(shop, index, '192.0.2.7', ['WELCOME10']))).toBe('OrderPlaced');
  });
});
