import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshKey } from '../placing/buy.ts';
import { type DemoShop, openDemoShop } from '../support/demo-shop.ts';
import { purchase } from '../support/place-order.ts';

let shop: DemoShop;
beforeAll(async () => {
  shop = await openDemoShop();
});
afterAll(() => shop?.close());

const adjust = (name: string) =>
  `${name}: adjustStock(input: { sku: "MUG-CLASSIC", delta: 1, reason: COUNT, idempotencyKey: "${freshKey()}" }) { __typename }`;

test('a customer who may not adjust stock keeps the order that was placed in the same request', async () => {
  const { data, errors } = await shop.ask<{ a: { order: { number: string }; accessToken: string }; b: null }>(
    `mutation Both($input: PlaceOrderInput!) {
      a: placeOrder(input: $input) { ... on OrderPlaced { order { number } accessToken } }
      ${adjust('b')}
    }`,
    { input: { ...purchase(freshKey(), [{ sku: 'MUG-CLASSIC', quantity: 1 }]), email: 'linus@example.com' } },
  );
  expect(data).toEqual({ a: { order: { number: expect.any(String) }, accessToken: expect.any(String) }, b: null });
  expect(errors).toMatchObject([{ path: ['b'] }]);
});

test('an address that is added after a refused adjustment is there', async () => {
  const { data, errors } = await shop.ask(
    `mutation {
      ${adjust('first')}
      addAddress(input: { line1: "1 Market St", city: "Oakland", region: "CA", postalCode: "94607", country: "US" }) { __typename }
      ${adjust('last')}
    }`,
    {},
    await shop.tokenOf('grace'),
  );
  expect(data).toEqual({ first: null, addAddress: { __typename: 'AddressAdded' }, last: null });
  expect(errors).toMatchObject([
    { path: ['first'], extensions: { code: 'FORBIDDEN' } },
    { path: ['last'], extensions: { code: 'FORBIDDEN' } },
  ]);
});

test('a storefront asks for the cart in one go, whether it was changed or somebody was faster', async () => {
  const add = (input: Record<string, unknown>) =>
    shop.askFor<{ addToCart: { __typename: string; cart: { id: string; version: number; lines: { sku: string }[] } } }>(
      `mutation Add($input: AddToCartInput!) {
        addToCart(input: $input) { __typename ... on CartUpdated { cart { ...Shown } } ... on CartConflict { cart { ...Shown } } }
      }
      fragment Shown on Cart { id version lines { sku } }`,
      { input: { sku: 'MUG-CLASSIC', quantity: 1, ...input } },
    );
  const { addToCart: opened } = await add({});
  const { addToCart: refused } = await add({ cartId: opened.cart.id, expectedVersion: opened.cart.version + 1 });
  expect(refused).toEqual({ __typename: 'CartConflict', cart: opened.cart });
});
