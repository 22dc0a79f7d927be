import type { RoomName } from '@cartograph/stack/rooms';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buy } from '../placing/buy.ts';
import { readRows } from '../placing/read-rows.ts';
import { type DemoShop, openDemoShop } from '../support/demo-shop.ts';
import { add, type Cart, cartOf, change, findCart } from './shopping.ts';

let shop: DemoShop;
beforeAll(async () => {
  shop = await openDemoShop();
});
afterAll(() => shop?.close());

const setStatus = (sku: string, status: 'ARCHIVED' | 'PUBLISHED') =>
  readRows(shop, 'products', 'update products set status = $2 where id = (select product_id from product_variants where sku = $1)', [
    sku,
    status,
  ]);

/** A cart of a guest with two of each. */
async function cartWith(...skus: string[]): Promise<string> {
  let cartId: string | undefined;
  for (const sku of skus) cartId = cartOf(await add(shop, { sku, quantity: 2, ...(cartId && { cartId }) })).id;
  return String(cartId);
}

const problems = (cart: Cart | null) => cart?.lines.map(({ sku, problem }) => [sku, problem?.code]);

test('a product that is archived says so in the cart, leaves its total, and may not come back in', async () => {
  const cartId = await cartWith('MUG-CLASSIC', 'TEA-DARJEELING');
  const before = await findCart(shop, cartId);
  expect(problems(before)).toEqual([
    ['MUG-CLASSIC', undefined],
    ['TEA-DARJEELING', undefined],
  ]);
  await setStatus('TEA-DARJEELING', 'ARCHIVED');
  const shown = await findCart(shop, cartId);
  expect(problems(shown)).toEqual([
    ['MUG-CLASSIC', undefined],
    ['TEA-DARJEELING', 'NOT_ON_SALE'],
  ]);
  expect(shown?.quote).toMatchObject({ total: { amount: '25.00' }, lines: [{ sku: 'MUG-CLASSIC' }] });
  expect(await change(shop, 'setCartLineQuantity', { cartId, sku: 'TEA-DARJEELING', quantity: 5 })).toMatchObject({
    __typename: 'ItemUnavailable',
  });
  expect(await add(shop, { cartId, sku: 'TEA-DARJEELING' })).toMatchObject({ __typename: 'ItemUnavailable' });
  expect((await buy(shop, { cartId, email: 'linus@example.com' })).problems).toMatchObject([{ __typename: 'ItemUnavailable' }]);
  expect(await change(shop, 'setCartLineQuantity', { cartId, sku: 'TEA-DARJEELING', quantity: 0 })).toMatchObject({
    cart: { itemCount: 2, lines: [{ problem: null }] },
  });
  expect(await buy(shop, { cartId, email: 'linus@example.com' })).toMatchObject({ __typename: 'OrderPlaced' });
  await setStatus('TEA-DARJEELING', 'PUBLISHED');
});

test('goods that lost their price in the cart’s currency say so, and the rest still has its quote', async () => {
  const cartId = await cartWith('MUG-CLASSIC', 'TEA-DARJEELING');
  await readRows(shop, 'pricing', `update price_entries set valid_to = now() where sku = 'MUG-CLASSIC' and currency = 'USD'`);
  const cart = await findCart(shop, cartId);
  expect(problems(cart)).toEqual([
    ['MUG-CLASSIC', 'NO_PRICE'],
    ['TEA-DARJEELING', undefined],
  ]);
  expect(cart?.quote?.lines).toEqual([{ sku: 'TEA-DARJEELING' }]);
  expect(await add(shop, { sku: 'MUG-CLASSIC' })).toMatchObject({ __typename: 'ItemUnavailable' });
  expect(await add(shop, { sku: 'MUG-CLASSIC', currencyCode: 'EUR' })).toMatchObject({ __typename: 'CartUpdated' });
  await readRows(shop, 'pricing', `update price_entries set valid_to = null where sku = 'MUG-CLASSIC' and currency = 'USD'`);
});

test('what is sold out, or short, says how many there are; sold out may not come in', async () => {
  const cartId = await cartWith('MUG-CLASSIC', 'LAMP-BRASS');
  expect((await findCart(shop, cartId))?.lines[1]?.problem).toEqual({ code: 'SHORT', available: 1 });
  expect(await add(shop, { cartId, sku: 'CHAIR-OAK' })).toMatchObject({ __typename: 'ItemUnavailable' });
  const { redirectUrl } = await buy(shop, {
    lines: [{ sku: 'LAMP-BRASS', quantity: 1 }],
    email: 'a@example.com',
    payment: 'tok_challenge',
  });
  expect(redirectUrl).toBeDefined();
  const shown = await findCart(shop, cartId);
  expect(shown?.lines[1]?.problem).toEqual({ code: 'OUT_OF_STOCK', available: 0 });
  expect(shown?.stockProblems).toEqual([{ sku: 'LAMP-BRASS', requested: 2, available: 0 }]);
});

/** While it runs, nobody reads the table: its room is silent. */
async function whileSilent(room: RoomName, table: string, work: () => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: shop.stack().databases[room] });
  await client.connect();
  try {
    await client.query(`begin; lock table ${table} in access exclusive mode`);
    await work();
  } finally {
    await client.end();
  }
}

test.each([
  ['products', 'product_variants'],
  ['pricing', 'price_entries'],
  ['inventory', 'levels'],
] as const)('while %s is silent a cart is shown in time, with an error at the line', async (room, table) => {
  const cartId = await cartWith('MUG-CLASSIC', 'TEA-DARJEELING');
  await whileSilent(room, table, async () => {
    const query = 'query Cart($id: ID!) { cart(id: $id) { itemCount lines { sku problem { code } } } }';
    const began = performance.now();
    const { data, errors } = await shop.ask<{ cart: Cart }>(query, { id: cartId });
    expect(performance.now() - began).toBeLessThan(4_000);
    const lines = ['MUG-CLASSIC', 'TEA-DARJEELING'].map((sku) => ({ sku, problem: null }));
    expect(data?.cart).toEqual({ itemCount: 4, lines });
    const error = (line: number) => ({ path: ['cart', 'lines', line, 'problem'], extensions: { code: 'SUBGRAPH_UNAVAILABLE' } });
    expect(errors).toMatchObject([error(0), error(1)]);
    if (room === 'products') {
      const quoted = 'query Cart($id: ID!) { cart(id: $id) { quote { total { amount } } } }';
      const { cart } = await shop.askFor<{ cart: Cart }>(quoted, { id: cartId });
      expect(Number(cart.quote?.total.amount)).toBeGreaterThan(25);
      return;
    }
    const mutation = 'mutation Add($input: AddToCartInput!) { addToCart(input: $input) { __typename } }';
    const { addToCart } = await shop.askFor<{ addToCart: { __typename: string } }>(mutation, { input: { cartId, sku: 'MUG-CLASSIC' } });
    expect(addToCart.__typename).toBe('CartUpdated');
  });
  expect(problems(await findCart(shop, cartId))).toEqual([
    ['MUG-CLASSIC', undefined],
    ['TEA-DARJEELING', undefined],
  ]);
});

test('a page of carts asks each room once', async () => {
  const ids = await Promise.all(Array.from({ length: 10 }, () => cartWith('MUG-CLASSIC', 'TEA-DARJEELING')));
  const query = `query Carts { ${ids.map((id, index) => `c${index}: cart(id: "${id}") { lines { problem { code } } }`).join(' ')} }`;
  await shop.askFor(query);
  const before = { ...shop.stack().statements() };
  await shop.askFor(query);
  const after = shop.stack().statements();
  for (const room of ['inventory', 'pricing', 'products'] as const) expect(after[room] - before[room]).toBeLessThanOrEqual(4);
});
