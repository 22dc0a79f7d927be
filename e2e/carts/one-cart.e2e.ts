import { uuidv7 } from '@cartograph/kit/ids';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buy, orderOf } from '../placing/buy.ts';
import { countRows } from '../placing/read-rows.ts';
import { answerChallenge } from '../processes/challenge.ts';
import { type DemoShop, openDemoShop } from '../support/demo-shop.ts';
import { add, cartOf, change, findCart, ownCart, signUp } from './shopping.ts';

let shop: DemoShop;
beforeAll(async () => {
  shop = await openDemoShop();
});
afterAll(() => shop?.close());

describe('a customer has one cart', () => {
  test('when five additions come at once by somebody new', async () => {
    const { accessToken } = await signUp(shop);
    const before = await countRows(shop, 'orders', 'carts');
    const carts = await Promise.all(Array.from({ length: 5 }, () => add(shop, { sku: 'MUG-CLASSIC' }, accessToken)));
    expect(new Set(carts.map((one) => cartOf(one).id)).size).toBe(1);
    expect(await ownCart(shop, accessToken)).toMatchObject({ itemCount: 5, lines: [{ sku: 'MUG-CLASSIC', quantity: 5 }] });
    expect(await countRows(shop, 'orders', 'carts')).toBe(before + 1);
  });

  test('that keeps what was in it when something else is added, from whatever device', async () => {
    const { accessToken } = await signUp(shop);
    await add(shop, { sku: 'MUG-CLASSIC', quantity: 3 }, accessToken);
    const { id } = cartOf(await add(shop, { sku: 'TEA-DARJEELING' }, accessToken));
    expect(await ownCart(shop, accessToken)).toMatchObject({ id, itemCount: 4 });
  });

  test('that was left in it long ago, in the demo too', async () => {
    const grace = await shop.tokenOf('grace');
    const left = await ownCart(shop, grace);
    expect(left?.itemCount).toBe(3);
    expect(cartOf(await add(shop, { sku: 'MUG-CLASSIC' }, grace))).toMatchObject({ id: left?.id, itemCount: 4 });
  });

  test('that the bank’s no gives back, also to whoever wanted to fill it meanwhile', async () => {
    const { accessToken } = await signUp(shop);
    const { id } = cartOf(await add(shop, { sku: 'MUG-CLASSIC' }, accessToken));
    const { redirectUrl } = await buy(shop, { cartId: id, payment: 'tok_challenge' }, accessToken);
    expect(await add(shop, { sku: 'TEA-DARJEELING' }, accessToken)).toMatchObject({ __typename: 'CartConflict', cart: { id } });
    await answerChallenge(String(redirectUrl), 'refuse');
    await expect.poll(() => add(shop, { sku: 'TEA-DARJEELING' }, accessToken)).toMatchObject({ cart: { id, itemCount: 2 } });
    expect(await ownCart(shop, accessToken)).toMatchObject({ id, itemCount: 2 });
  });
});

describe('the currency of a cart', () => {
  test('is what it was opened in: said again it is fine, said otherwise it is refused', async () => {
    const { id } = cartOf(await add(shop, { sku: 'MUG-CLASSIC', currencyCode: 'EUR' }));
    expect(cartOf(await add(shop, { cartId: id, sku: 'TEA-DARJEELING' }))).toMatchObject({ currencyCode: 'EUR' });
    for (const currencyCode of ['USD', 'GBP', 'JPY'])
      expect(await add(shop, { cartId: id, sku: 'MUG-CLASSIC', currencyCode })).toMatchObject({ path: ['currencyCode'] });
    expect(await add(shop, { cartId: id, sku: 'MUG-CLASSIC', currencyCode: 'EUR' })).toMatchObject({ cart: { itemCount: 3 } });
  });

  test('is what its order is paid in: nothing said is that, another one is refused and never ignored', async () => {
    for (const opened of ['EUR', 'USD', 'GBP']) {
      const { id } = cartOf(await add(shop, { sku: 'MUG-CLASSIC', currencyCode: opened }));
      for (const currencyCode of ['USD', 'EUR', 'GBP', 'JPY'].filter((other) => other !== opened))
        expect((await buy(shop, { cartId: id, currencyCode, email: 'linus@example.com' })).problems).toMatchObject([
          { __typename: 'InvalidInput', path: ['currencyCode'] },
        ]);
      const said = opened === 'EUR' ? {} : { currencyCode: opened };
      const { totals } = orderOf(await buy(shop, { cartId: id, ...said, email: 'linus@example.com' }));
      expect(totals.total.currencyCode).toBe(opened);
    }
  });
});

describe('an addition with a key', () => {
  test('counts once, whether its answer was lost or two tabs sent it', async () => {
    const opening = { sku: 'MUG-CLASSIC', quantity: 2, idempotencyKey: uuidv7() };
    const [one, two] = await Promise.all([add(shop, opening), add(shop, opening)]);
    expect(two).toEqual(one);
    const { id } = cartOf(one as never);
    const more = { cartId: id, sku: 'TEA-DARJEELING', idempotencyKey: uuidv7() };
    await Promise.all(Array.from({ length: 8 }, () => add(shop, more)));
    expect(await findCart(shop, id)).toMatchObject({ version: 2, itemCount: 3 });
    expect(await add(shop, { ...more, quantity: 2 })).toMatchObject({ __typename: 'IdempotencyConflict' });
  });

  test('of goods that were sold out since is answered as before', async () => {
    const key = { sku: 'LAMP-BRASS', idempotencyKey: uuidv7() };
    const { id } = cartOf(await add(shop, key));
    orderOf(await buy(shop, { lines: [{ sku: 'LAMP-BRASS', quantity: 1 }], email: 'linus@example.com' }));
    expect(await add(shop, key)).toMatchObject({ cart: { id, lines: [{ sku: 'LAMP-BRASS', problem: { code: 'OUT_OF_STOCK' } }] } });
    expect(await add(shop, { sku: 'LAMP-BRASS' })).toMatchObject({ __typename: 'ItemUnavailable' });
  });
});

test('what no voucher could say is no coupon, whichever way it is given', async () => {
  const { id } = cartOf(await add(shop, { sku: 'MUG-CLASSIC' }));
  for (const couponCode of ['', '  ', 'two words', 'line\nbreak', '\u200b', '\u200bWELCOME10', '🎉', '---', 'x'.repeat(65)]) {
    expect([couponCode, await change(shop, 'applyCoupon', { cartId: id, couponCode })]).toMatchObject([
      couponCode,
      { path: ['couponCode'] },
    ]);
    expect([couponCode, await change(shop, 'removeCoupon', { cartId: id, couponCode })]).toMatchObject([
      couponCode,
      { path: ['couponCode'] },
    ]);
  }
  for (const couponCode of [' welcome10 ', 'WELCOME10'])
    expect(await change(shop, 'applyCoupon', { cartId: id, couponCode })).toMatchObject({ cart: { couponCodes: ['WELCOME10'] } });
});
