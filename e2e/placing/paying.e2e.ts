import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { untilFinished } from '../crash/unfinished.ts';
import { type DemoShop, example, openDemoShop } from '../support/demo-shop.ts';
import { until } from '../support/until.ts';
import { available, buy, buyAsGuest, freshKey, loyaltyOf, orderOf } from './buy.ts';
import { readSettled } from './read-back.ts';
import { readRows } from './read-rows.ts';

let shop: DemoShop;
beforeAll(async () => {
  shop = await openDemoShop();
});
afterAll(() => shop?.close());
// What the test before was refused may still be on its way back to the shelf.
beforeEach(() => untilFinished(shop.stack().databases.orders));

/** What the payment provider took of this buyer's card, in cents: the simulator keeps books of its own. */
const chargesOf = (id: string) =>
  readRows<{ captured: number }>(shop, 'payments', 'select captured_minor::int as captured from simulator.charges where key like $1', [
    `%${id}%`,
  ]);

describe('a card that is declined', () => {
  test.each([
    ['tok_declined', 'CARD_DECLINED', 'MUG-CLASSIC', 1],
    ['tok_insufficient_funds', 'INSUFFICIENT_FUNDS', 'MUG-CLASSIC', 1],
    ['tok_ok', 'INSUFFICIENT_FUNDS', 'DESK-STANDING', 10],
  ])('%s ends in %s, final for its key, and nothing is held', async (payment, declineCode, sku, quantity) => {
    const before = await available(shop, sku);
    const input = { lines: [{ sku, quantity }], payment, idempotencyKey: freshKey() };
    const refused = await buyAsGuest(shop, input);
    expect(refused).toMatchObject({
      retryable: true,
      problems: [{ __typename: 'PaymentDeclined', code: 'PAYMENT_DECLINED', declineCode }],
    });
    await until(
      () => available(shop, sku),
      (left) => left === before,
    );
    expect(await buyAsGuest(shop, input)).toMatchObject({ problems: refused.problems, placement: { id: refused.placement?.id } });
  });
});

test.each(['tok_timeout', 'tok_unknown'])('%s loses replies, and the order is placed and charged once', async (payment) => {
  const input = { payment, idempotencyKey: freshKey(), waitMs: 20_000 };
  const placed = await buyAsGuest(shop, input);
  const order = orderOf(placed);
  const settled = await readSettled(shop, order.id, placed);
  expect(settled.payments).toMatchObject([{ status: 'CAPTURED', captured: { amount: order.totals.total.amount } }]);
  expect(await chargesOf(order.id)).toEqual([{ captured: Math.round(Number(order.totals.total.amount) * 100) }]);
  expect(await buyAsGuest(shop, input)).toMatchObject({ replayed: true, order: { id: order.id } });
});

describe('a bank that asks the buyer', () => {
  const answerTo = (page: string, answer: string) => fetch(page, { method: 'POST', body: new URLSearchParams({ answer }) });

  test('and is told yes: the same key gives the order', async () => {
    const input = { payment: 'tok_challenge', idempotencyKey: freshKey() };
    const asked = await buyAsGuest(shop, input);
    expect(asked).toMatchObject({ __typename: 'PaymentActionRequired', placement: { status: 'ACTION_REQUIRED' } });
    expect(await buyAsGuest(shop, input)).toMatchObject({ __typename: 'PaymentActionRequired', redirectUrl: asked.redirectUrl });
    const page = String(asked.redirectUrl);
    expect(page.startsWith(shop.url())).toBe(true);
    const shown = await fetch(page);
    expect([shown.status, await shown.text()]).toEqual([200, expect.stringContaining('Confirm the payment')]);
    expect((await answerTo(page, 'accept')).status).toBe(200);
    expect((await answerTo(page, 'refuse')).status).toBe(410);
    const placed = await buyAsGuest(shop, input);
    expect(placed.placement?.id).toBe(asked.placement?.id);
    await readSettled(shop, orderOf(placed).id, placed);
  });

  test('and is told no: the placement is rejected, and the stock is free again', async () => {
    const before = await available(shop, 'MUG-CLASSIC');
    const input = { payment: 'tok_challenge', idempotencyKey: freshKey() };
    const asked = await buyAsGuest(shop, input);
    expect(await available(shop, 'MUG-CLASSIC')).toBe(before - 1);
    expect((await answerTo(String(asked.redirectUrl), 'refuse')).status).toBe(200);
    expect(await buyAsGuest(shop, input)).toMatchObject({ __typename: 'OrderRejected', problems: [{ code: 'PAYMENT_DECLINED' }] });
    await until(
      () => available(shop, 'MUG-CLASSIC'),
      (left) => left === before,
    );
  });
});

test('a cancelled order gives everything back: stock, points, coupon and money', async () => {
  await shop.stack().rooms.pricing.commands.importPricing({ coupons: [{ code: 'ONCE', basisPoints: 500, usageLimit: 1 }] });
  const ada = await shop.tokenOf('ada');
  const [mugs, points] = [await available(shop, 'MUG-CLASSIC'), await loyaltyOf(shop, ada)];
  const wish = { lines: [{ sku: 'MUG-CLASSIC', quantity: 3 }], redeemPoints: 300, couponCodes: ['ONCE'] };
  const { id, totals } = orderOf(await buy(shop, wish, ada));
  await readSettled(shop, id, { token: ada });
  expect(await buy(shop, wish, ada)).toMatchObject({ problems: [{ code: 'COUPON_REJECTED', coupon: 'ONCE', reason: 'USED_UP' }] });

  const input = { orderId: id, reason: 'changed my mind', idempotencyKey: freshKey() };
  const cancel = (more = {}, token?: string) =>
    shop.askFor<{ cancelOrder: Record<string, unknown> }>(example('10-cancel-order'), { input: { ...input, ...more } }, token);
  expect((await cancel()).cancelOrder).toMatchObject({ __typename: 'NotFound' });
  expect((await cancel({}, await shop.tokenOf('grace'))).cancelOrder).toMatchObject({ __typename: 'NotFound' });
  const shown = { __typename: 'OrderCancelled', order: { status: 'CANCELLED' } };
  expect((await cancel({}, ada)).cancelOrder).toMatchObject(shown);
  expect((await cancel({}, ada)).cancelOrder).toMatchObject(shown);
  expect((await cancel({ idempotencyKey: freshKey() }, ada)).cancelOrder).toMatchObject({ __typename: 'CannotCancelOrder' });

  const { order } = await until(
    () =>
      shop.askFor<{ order: { paymentStatus: string; payments: unknown[]; timeline: { type: string }[] } }>(
        'query Back($id: ID) { order(id: $id) { paymentStatus payments { status refunded { amount } } timeline { type } } }',
        { id },
        ada,
      ),
    (found) => found.order.paymentStatus === 'REFUNDED',
  );
  expect(order.payments).toEqual([{ status: 'REFUNDED', refunded: { amount: totals.total.amount } }]);
  expect(order.timeline.map(({ type }) => type)).toEqual(expect.arrayContaining(['CANCELLED', 'REFUNDED']));
  await until(
    () => available(shop, 'MUG-CLASSIC'),
    (left) => left === mugs,
  );
  await until(
    () => loyaltyOf(shop, ada),
    (left) => JSON.stringify(left) === JSON.stringify(points),
  );
  orderOf(await buy(shop, { ...wish, redeemPoints: 0 }, ada));
});
