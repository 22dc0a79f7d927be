import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DemoShop, openDemoShop } from '../support/demo-shop.ts';
import { buy, buyAsGuest, codesOf, freshKey, oakland, orderOf } from './buy.ts';
import { countRows } from './read-rows.ts';

let shop: DemoShop;
beforeAll(async () => {
  shop = await openDemoShop();
});
afterAll(() => shop?.close());

const charged = (): Promise<number> => countRows(shop, 'payments', 'payments');

test('a guest who signs in and presses the button again is charged once', async () => {
  const before = await charged();
  const wish = { idempotencyKey: freshKey() };
  const bought = orderOf(await buyAsGuest(shop, { ...wish, email: 'Ada@Example.com' }));
  const again = await buy(shop, wish, await shop.tokenOf('ada'));
  expect([again.replayed, orderOf(again).id]).toEqual([true, bought.id]);
  expect(await charged()).toBe(before + 1);
});

test('a customer whose session ran out and who goes on as a guest is charged once', async () => {
  const before = await charged();
  const secret = { idempotencyKey: `secret-${freshKey()}-`.padEnd(40, 'x') };
  const bought = orderOf(await buy(shop, secret, await shop.tokenOf('ada')));
  expect(orderOf(await buyAsGuest(shop, { ...secret, email: 'ada@example.com' })).id).toBe(bought.id);
  const guessable = { idempotencyKey: 'my order' };
  orderOf(await buy(shop, guessable, await shop.tokenOf('ada')));
  expect(codesOf(await buyAsGuest(shop, { ...guessable, email: 'ada@example.com' }))).toEqual(['IDEMPOTENCY_CONFLICT']);
  expect(await charged()).toBe(before + 2);
});

test('an address and an e-mail that are spelled otherwise make no second purchase', async () => {
  const before = await charged();
  const wish = { idempotencyKey: freshKey(), email: 'grüße@bücher.example', shippingAddress: { ...oakland, name: 'Zoë Müller' } };
  const bought = orderOf(await buyAsGuest(shop, wish));
  const spelled = { name: 'Zoe\u0308 Mu\u0308ller', line1: ' 1  market st', country: 'us', region: 'ca', line2: '' };
  const again = { ...wish, email: 'GRU\u0308ßE@xn--bcher-kva.example', shippingAddress: { ...oakland, ...spelled } };
  expect(orderOf(await buyAsGuest(shop, again)).id).toBe(bought.id);
  const elsewhere = { ...wish, shippingAddress: { ...wish.shippingAddress, line1: '2 Market St' } };
  expect(codesOf(await buyAsGuest(shop, elsewhere))).toEqual(['IDEMPOTENCY_CONFLICT']);
  expect(await charged()).toBe(before + 1);
});

test('two accounts have keys of their own', async () => {
  const wish = { idempotencyKey: freshKey() };
  const [adas, graces] = [await buy(shop, wish, await shop.tokenOf('ada')), await buy(shop, wish, await shop.tokenOf('grace'))];
  expect(orderOf(adas).id).not.toBe(orderOf(graces).id);
});

test('the key of a cancellation or an adjustment is compared with what it was used for', async () => {
  const [ada, staff] = [await shop.tokenOf('ada'), await shop.tokenOf('staff')];
  const orders = [orderOf(await buy(shop, {}, ada)), orderOf(await buy(shop, {}, ada))];
  const cancel = async (order: number, reason: string | null) => {
    const input = { orderId: orders[order]?.id, idempotencyKey: 'back it goes', reason };
    const document = 'mutation ($input: CancelOrderInput!) { cancelOrder(input: $input) { __typename } }';
    return (await shop.askFor<{ cancelOrder: { __typename: string } }>(document, { input }, ada)).cancelOrder.__typename;
  };
  const told = [await cancel(0, 'too big'), await cancel(0, 'too big'), await cancel(0, null), await cancel(1, 'too big')];
  expect(told).toEqual(['OrderCancelled', 'OrderCancelled', 'IdempotencyConflict', 'IdempotencyConflict']);

  const adjust = async (delta: number) => {
    const input = { sku: 'MUG-CLASSIC', delta, reason: 'RECEIPT', idempotencyKey: 'delivery of monday' };
    const document = 'mutation ($input: AdjustStockInput!) { adjustStock(input: $input) { __typename } }';
    return (await shop.askFor<{ adjustStock: { __typename: string } }>(document, { input }, staff)).adjustStock.__typename;
  };
  expect([await adjust(5), await adjust(5), await adjust(6)]).toEqual(['StockAdjusted', 'StockAdjusted', 'IdempotencyConflict']);
});
