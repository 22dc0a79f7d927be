import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { add, cartOf, change } from '../carts/shopping.ts';
import { untilFinished } from '../crash/unfinished.ts';
import { available, buy, buyAsGuest, freshKey, orderOf } from '../placing/buy.ts';
import { readRows } from '../placing/read-rows.ts';
import { type DemoShop, openDemoShop } from '../support/demo-shop.ts';
import { until } from '../support/until.ts';
import { answerBank, giveUp, sendToBank } from './bank.ts';

let shop: DemoShop;
beforeAll(async () => {
  shop = await openDemoShop();
});
afterAll(() => shop?.close());
beforeEach(() => untilFinished(shop.stack().databases.orders));

const held = (id: string) =>
  readRows<{ state: string }>(shop, 'payments', 'select state from simulator.charges where key = $1', [id]).then(([row]) => row?.state);

describe('a buyer who comes back from the bank', () => {
  test('pays for the same cart with another card, and is not refused for the last lamp and the coupon that they held themselves', async () => {
    const grace = await shop.tokenOf('grace');
    const cart = cartOf(await add(shop, { sku: 'LAMP-BRASS', quantity: 1 }, grace));
    await change(shop, 'applyCoupon', { cartId: cart.id, couponCode: 'WELCOME10' }, grace);
    const first = { cartId: cart.id, payment: 'tok_challenge', idempotencyKey: freshKey() };
    const { id, page } = await sendToBank(shop, first, grace);
    expect(await available(shop, 'LAMP-BRASS')).toBe(0);
    expect(await add(shop, { cartId: cart.id, sku: 'MUG-CLASSIC' }, grace)).toMatchObject({
      __typename: 'CartConflict',
      message: expect.stringContaining('cancelPlacement'),
    });
    expect(await buy(shop, { ...first, payment: 'tok_ok' }, grace)).toMatchObject({ problems: [{ code: 'IDEMPOTENCY_CONFLICT' }] });
    orderOf(await buy(shop, { cartId: cart.id }, grace));
    expect((await answerBank(page, 'accept')).status).toBe(410);
    expect(await held(id)).toBe('VOIDED');
    expect(await buy(shop, first, grace)).toMatchObject({ __typename: 'OrderRejected', retryable: true, placement: { id } });
  });

  test('gives the payment up in another tab, with nothing but the token, and finds the cart open', async () => {
    const cart = cartOf(await add(shop, { sku: 'MUG-CLASSIC', quantity: 2 }));
    const before = await available(shop, 'MUG-CLASSIC');
    const { id, accessToken } = await sendToBank(shop, { cartId: cart.id });
    expect(accessToken).toMatch(/^[\w-]{43}$/);
    const look =
      'query ($id: ID!, $accessToken: String) { placement(id: $id, accessToken: $accessToken) { status result { __typename } } }';
    expect(await shop.askFor(look, { id })).toEqual({ placement: null });
    expect(await shop.askFor(look, { id, accessToken })).toEqual({
      placement: { status: 'ACTION_REQUIRED', result: { __typename: 'PaymentActionRequired' } },
    });
    expect(await giveUp(shop, id)).toMatchObject({ __typename: 'NotFound' });
    const cancelled = await giveUp(shop, id, accessToken);
    expect(cancelled).toMatchObject({
      __typename: 'PlacementCancelled',
      placement: { status: 'REJECTED', result: { problems: [{ code: 'PAYMENT_DECLINED', declineCode: 'CHALLENGE_CANCELLED' }] } },
      cart: { id: cart.id },
    });
    expect(await available(shop, 'MUG-CLASSIC')).toBe(before);
    expect(await giveUp(shop, id, accessToken)).toEqual(cancelled);
    expect(await add(shop, { cartId: cart.id, sku: 'MUG-CLASSIC' })).toMatchObject({ __typename: 'CartUpdated' });
  });

  test('who gives up while the bank accepts gets an order that is paid, or nothing at all', async () => {
    const outcomes = new Set<string>();
    for (let round = 0; round < 6; round += 1) {
      const { id, page, accessToken } = await sendToBank(shop, { idempotencyKey: freshKey() });
      const [accepted, first] = await Promise.all([answerBank(page, 'accept'), giveUp(shop, id, accessToken)]);
      const said = await until(
        () => (first.code === 'STILL_RUNNING' ? giveUp(shop, id, accessToken) : Promise.resolve(first)),
        ({ code }) => code !== 'STILL_RUNNING',
      );
      outcomes.add(said.__typename);
      expect([accepted.status, said.__typename, said.code]).toEqual(
        said.__typename === 'PlacementCancelled'
          ? [410, 'PlacementCancelled', undefined]
          : [200, 'CannotCancelPlacement', 'ALREADY_PLACED'],
      );
      await untilFinished(shop.stack().databases.orders);
      expect(await held(id)).toBe(said.__typename === 'PlacementCancelled' ? 'VOIDED' : 'CAPTURED');
    }
    expect(outcomes.size).toBeGreaterThan(0);
  });

  test('in two tabs at once is sent to the bank by one of them, and one payment waits', async () => {
    const cart = cartOf(await add(shop, { sku: 'MUG-CLASSIC', quantity: 1 }));
    await sendToBank(shop, { cartId: cart.id });
    await Promise.all([1, 2].map(() => buyAsGuest(shop, { cartId: cart.id, payment: 'tok_challenge' })));
    const waiting = await readRows<{ id: string }>(
      shop,
      'orders',
      `select id from placements where cart_id = $1 and state = 'pending' and facts ? 'challenge'`,
      [cart.id],
    );
    expect(waiting).toHaveLength(1);
    expect(await buyAsGuest(shop, { cartId: cart.id, email: 'mallory@example.com' })).toMatchObject({
      problems: [{ code: 'CART_CONFLICT' }],
    });
    orderOf(await buyAsGuest(shop, { cartId: cart.id, email: 'LINUS@example.com' }));
  });

  test('is led back to the shop by the bank, told which placement it was', async () => {
    const returnUrl = 'http://localhost:3000/checkout?lang=de';
    for (const answer of ['accept', 'refuse'] as const) {
      const { id, page } = await sendToBank(shop, { payment: { token: 'tok_challenge', returnUrl } });
      const answered = await answerBank(page, answer);
      expect([answered.status, answered.headers.get('location')]).toEqual([303, `${returnUrl}&placement=${id}`]);
    }
    expect(await buyAsGuest(shop, { payment: { token: 'tok_ok', returnUrl: 'https://evil.example/' } })).toMatchObject({
      problems: [{ path: ['payment', 'returnUrl'] }],
    });
  });
});

describe('what costs nothing', () => {
  test('holds little: 19 requests of a guest leave the mugs to others', async () => {
    const before = await available(shop, 'MUG-CLASSIC');
    const wish = { lines: [{ sku: 'MUG-CLASSIC', quantity: 364 }], payment: 'tok_challenge', email: 'mallory@example.com' };
    const answers = await Promise.all(Array.from({ length: 19 }, () => buyAsGuest(shop, { ...wish, waitMs: 20_000 })));
    const waiting = answers.filter(({ __typename }) => __typename === 'PaymentActionRequired');
    expect(waiting).toHaveLength(3);
    for (const { problems = [] } of answers.filter((answer) => !waiting.includes(answer)))
      expect(problems.map(({ code }) => code)).toEqual([expect.stringMatching(/^(TOO_MANY_HOLDS|INSUFFICIENT_STOCK)$/)]);
    await until(
      () => available(shop, 'MUG-CLASSIC'),
      (left) => left === before - 3 * 364,
    );
    for (const { placement, accessToken } of waiting) await giveUp(shop, placement?.id ?? '', accessToken);
    expect(await buyAsGuest(shop, { lines: [{ sku: 'MUG-CLASSIC', quantity: 501 }] })).toMatchObject({
      retryable: false,
      placement: null,
      problems: [{ code: 'TOO_MANY_UNITS' }],
    });
  });

  test('the number of a card is refused and kept nowhere, and no token outlives its decision', async () => {
    const refused = await buyAsGuest(shop, { payment: '4242 4242 4242 4242' });
    expect(refused).toMatchObject({ placement: null, problems: [{ path: ['payment', 'token'] }] });
    orderOf(await buyAsGuest(shop));
    await untilFinished(shop.stack().databases.orders);
    expect(await readRows(shop, 'orders', `select id from placements where state <> 'pending' and request ? 'paymentToken'`)).toEqual([]);
    const kept = `select id from payments where token is not null and state in ('AUTHORIZED', 'CAPTURED', 'DECLINED', 'VOIDED')`;
    expect(await readRows(shop, 'payments', kept)).toEqual([]);
  });

  test('another currency than the cart is in is refused, and never charged in its place', async () => {
    const cart = cartOf(await add(shop, { sku: 'MUG-CLASSIC', quantity: 1, currencyCode: 'EUR' }));
    expect(await buyAsGuest(shop, { cartId: cart.id, currencyCode: 'USD' })).toMatchObject({ problems: [{ path: ['currencyCode'] }] });
    expect(orderOf(await buyAsGuest(shop, { cartId: cart.id })).totals.total.currencyCode).toBe('EUR');
  });
});
