import { readFileSync } from 'node:fs';
import { type Gateway, startGateway } from '@cartograph/gateway/server';
import { silentLog } from '@cartograph/kit/log';
import { type RoomName, rooms } from '@cartograph/stack/rooms';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from '../support/ask.ts';
import { type DemoShop, example, openDemoShop } from '../support/demo-shop.ts';
import { available, buy, freshKey, loyaltyOf, orderOf } from './buy.ts';
import { openCart } from './carts.ts';
import { readOrder, readSettled } from './read-back.ts';

let shop: DemoShop;
beforeAll(async () => {
  shop = await openDemoShop();
});
afterAll(() => shop?.close());

const supergraphSdl = readFileSync(new URL('../../schema/supergraph.graphql', import.meta.url), 'utf8');

/** A second door to the same shop, from which one room cannot be reached: its address is one where nobody listens. */
const startWithout = (dead: RoomName): Promise<Gateway> =>
  startGateway({
    host: '127.0.0.1',
    port: 0,
    supergraphSdl,
    callerSecret: 'nobody will ever check this',
    sources: (room) => (room === dead ? { url: 'http://127.0.0.1:9' } : { execute: shop.stack().rooms[room as RoomName].execute }),
    jwks: () => shop.stack().rooms.customers.commands.publicJwks(),
    log: silentLog(),
    production: false,
    unready: () => Promise.resolve([]),
  });

interface Page {
  productVariant: Record<string, unknown> | null;
  me: Record<string, unknown> | null;
}

/** A field of each room on one page, by the way to it. */
const page = `{
  productVariant(sku: "MUG-CLASSIC") { sku title availability { status } price { unit { amount } } }
  me { email orders(first: 1) { totalCount edges { node { number payments { status } } } } }
}`;

/** A room that is not on the page takes nothing from it. */
const fieldsOf: Readonly<Partial<Record<RoomName, (string | number)[][]>>> = {
  products: [['productVariant']],
  inventory: [['productVariant', 'availability']],
  pricing: [['productVariant', 'price']],
  customers: [['me']],
  orders: [['me', 'orders']],
  payments: [['me', 'orders', 'edges', 0, 'node', 'payments']],
};

const at = (data: unknown, path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined),
    data,
  );

test('the page is whole while all rooms are up', async () => {
  const { data, errors } = await shop.ask<Page>(page, {}, await shop.tokenOf('ada'));
  expect(errors).toBeUndefined();
  for (const path of Object.values(fieldsOf).flat()) expect(at(data, path)).toBeTruthy();
});

test.each(rooms)('without %s the page lives: its field is null and says why', async (dead) => {
  const token = await shop.tokenOf('ada');
  const gateway = await startWithout(dead);
  try {
    const { data, errors } = await ask<Page>(gateway.url, page, {}, { token });
    const own = fieldsOf[dead]?.[0] ?? ['nothing'];
    expect(at(data, own) ?? null).toBeNull();
    expect((errors?.length ?? 0) > 0).toBe(dead in fieldsOf);
    for (const { path = [], extensions } of errors ?? []) {
      expect(extensions?.code).toBe('SUBGRAPH_UNAVAILABLE');
      expect(path.slice(0, own.length)).toEqual(own);
    }
    // What hangs below another room's field goes with it, and nothing else.
    for (const path of Object.values(fieldsOf).flat())
      if (own.some((key, index) => path[index] !== key)) expect(at(data, path)).toBeTruthy();
  } finally {
    await gateway.stop();
  }
});

test('after a restart everything is there: orders, carts, stock, points, sessions and keys', async () => {
  const ada = await shop.tokenOf('ada');
  const input = { idempotencyKey: freshKey(), lines: [{ sku: 'MUG-CLASSIC', quantity: 2 }], redeemPoints: 50 };
  const { id } = orderOf(await buy(shop, input, ada));
  const cart = await openCart(shop, 'TEA-DARJEELING', {}, ada);
  const order = await readSettled(shop, id, { token: ada });
  const left = [await available(shop, 'MUG-CLASSIC'), await loyaltyOf(shop, ada)];
  const before = shop.stack();
  await shop.restart();
  expect(shop.stack()).not.toBe(before);

  expect(await readOrder(shop, id, { token: ada })).toEqual(order);
  expect([await available(shop, 'MUG-CLASSIC'), await loyaltyOf(shop, ada)]).toEqual(left);
  expect(await buy(shop, input, ada)).toMatchObject({ replayed: true, order: { id } });
  const { me } = await shop.askFor<{ me: { cart: { id: string } } }>(example('09-me'), {}, ada);
  expect(me.cart.id).toBe(cart.id);
  orderOf(await buy(shop, { cartId: cart.id, cartVersion: cart.version }, ada));
});
