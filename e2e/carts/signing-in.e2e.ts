import { uuidv7 } from '@cartograph/kit/ids';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buy } from '../placing/buy.ts';
import { answerChallenge } from '../processes/challenge.ts';
import { type DemoShop, openDemoShop } from '../support/demo-shop.ts';
import { add, cartOf, change, findCart, ownCart, signIn, signUp } from './shopping.ts';

let shop: DemoShop;
beforeAll(async () => {
  shop = await openDemoShop();
});
afterAll(() => shop?.close());

const codes = (notices: { code: string }[] | null | undefined) => notices?.map(({ code }) => code);

describe("a guest's cart", () => {
  test('in euros comes along when somebody signs up, and is read in the same request', async () => {
    const guests = cartOf(await add(shop, { sku: 'MUG-CLASSIC', quantity: 2, currencyCode: 'EUR' }));
    const { accessToken, cart, cartNotices } = await signUp(shop, { cartId: guests.id });
    expect(cart).toEqual(guests);
    expect(cartNotices).toEqual([]);
    expect(await ownCart(shop, accessToken)).toMatchObject({ id: guests.id, currencyCode: 'EUR', itemCount: 2 });
    expect(await findCart(shop, guests.id)).toBeNull();
  });

  test('goes into the one that is there when somebody signs in, once, however often that is sent', async () => {
    const { email, accessToken } = await signUp(shop);
    const own = cartOf(await add(shop, { sku: 'TEA-DARJEELING', quantity: 9 }, accessToken));
    const guests = cartOf(await add(shop, { sku: 'MUG-CLASSIC', quantity: 2, currencyCode: 'EUR' }));
    await change(shop, 'addToCart', { cartId: guests.id, sku: 'TEA-DARJEELING', quantity: 1 });
    await change(shop, 'applyCoupon', { cartId: guests.id, couponCode: 'welcome10' });
    const entered = await Promise.all([1, 2, 3].map(() => signIn(shop, { email, cartId: guests.id })));
    for (const { cart, cartNotices } of entered) {
      expect(codes(cartNotices)).toEqual(['MERGED', 'CURRENCY_CONVERTED']);
      expect(cart).toMatchObject({
        id: own.id,
        currencyCode: 'USD',
        couponCodes: ['WELCOME10'],
        lines: [
          { sku: 'TEA-DARJEELING', quantity: 10 },
          { sku: 'MUG-CLASSIC', quantity: 2 },
        ],
      });
    }
  });

  test('that another tab still shows is the customer’s own cart', async () => {
    const { email, accessToken } = await signUp(shop);
    await add(shop, { sku: 'MUG-CLASSIC' }, accessToken);
    const tab = cartOf(await add(shop, { sku: 'TEA-DARJEELING' }));
    const { cart } = await signIn(shop, { email, cartId: tab.id });
    expect(await findCart(shop, tab.id, accessToken)).toMatchObject({ id: cart?.id, itemCount: 2 });
    expect(await add(shop, { cartId: tab.id, sku: 'MUG-CLASSIC', expectedVersion: tab.version }, accessToken)).toMatchObject({
      __typename: 'CartConflict',
      cart: { id: cart?.id },
    });
    expect(cartOf(await add(shop, { cartId: tab.id, sku: 'MUG-CLASSIC' }, accessToken))).toMatchObject({ id: cart?.id, itemCount: 3 });
    const order = await buy(shop, { cartId: tab.id }, accessToken);
    expect(order.problems).toMatchObject([{ __typename: 'CartConflict', cart: { id: cart?.id } }]);
    expect(await buy(shop, { cartId: cart?.id }, accessToken)).toMatchObject({ __typename: 'OrderPlaced' });
    expect(await ownCart(shop, accessToken)).toBeNull();
  });

  test('that is unknown, another’s or ordered keeps nobody out', async () => {
    const { email } = await signUp(shop);
    const other = await signUp(shop);
    const others = cartOf(await add(shop, { sku: 'MUG-CLASSIC' }, other.accessToken));
    const ordered = cartOf(await add(shop, { sku: 'MUG-CLASSIC' }));
    await buy(shop, { cartId: ordered.id, email: 'linus@example.com' });
    for (const cartId of [uuidv7(), 'nonsense', others.id, ordered.id]) {
      const { __typename, cart, cartNotices } = await signIn(shop, { email, cartId });
      expect([__typename, cart, codes(cartNotices)]).toEqual(['Session', null, ['CART_NOT_FOUND']]);
    }
    expect(await ownCart(shop, other.accessToken)).toMatchObject({ id: others.id });
  });

  test('that is at the bank stays there, and can be taken over afterwards', async () => {
    const { email, accessToken } = await signUp(shop);
    const guests = cartOf(await add(shop, { sku: 'MUG-CLASSIC' }));
    const order = { cartId: guests.id, email: 'linus@example.com', payment: 'tok_challenge' };
    const { redirectUrl } = await buy(shop, order);
    expect(codes((await signIn(shop, { email, cartId: guests.id })).cartNotices)).toEqual(['CART_BEING_ORDERED']);
    expect(await change(shop, 'mergeCart', { cartId: guests.id }, accessToken)).toMatchObject({ __typename: 'CartConflict' });
    await answerChallenge(String(redirectUrl), 'refuse');
    await expect.poll(() => change(shop, 'mergeCart', { cartId: guests.id }, accessToken)).toMatchObject({ __typename: 'CartUpdated' });
    expect(await ownCart(shop, accessToken)).toMatchObject({ id: guests.id, itemCount: 1 });
  });

  test('and the customer’s own at the bank: neither vanishes, whatever the bank says', async () => {
    for (const says of ['refuse', 'accept'] as const) {
      const { email, accessToken } = await signUp(shop);
      const own = cartOf(await add(shop, { sku: 'MUG-CLASSIC' }, accessToken));
      const { redirectUrl } = await buy(shop, { cartId: own.id, payment: 'tok_challenge' }, accessToken);
      const guests = cartOf(await add(shop, { sku: 'TEA-DARJEELING' }));
      expect(await signIn(shop, { email, cartId: guests.id })).toMatchObject({
        cart: { id: own.id, itemCount: 1 },
        cartNotices: [{ code: 'CART_BEING_ORDERED' }],
      });
      expect(await add(shop, { sku: 'MUG-CLASSIC' }, accessToken)).toMatchObject({ __typename: 'CartConflict', cart: { id: own.id } });
      await answerChallenge(String(redirectUrl), says);
      await expect.poll(() => change(shop, 'mergeCart', { cartId: guests.id }, accessToken)).toMatchObject({ __typename: 'CartUpdated' });
      expect((await ownCart(shop, accessToken))?.itemCount).toBe(says === 'refuse' ? 2 : 1);
    }
  });

  test('is nobody’s to take who is not signed in', async () => {
    const guests = cartOf(await add(shop, { sku: 'MUG-CLASSIC' }));
    const mutation = 'mutation Merge($input: MergeCartInput!) { mergeCart(input: $input) { __typename } }';
    expect(await shop.ask(mutation, { input: { cartId: guests.id } })).toMatchObject({
      data: { mergeCart: null },
      errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
    });
  });
});
