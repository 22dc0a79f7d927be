import { guest } from '@cartograph/kit/caller';
import { describe, expect, test } from 'vitest';
import { newCustomer, openCartShop } from '#testing/cart-shop';

const query = `query ($id: ID!) { cart(id: $id) { itemCount lines { sku problem { code available message } } } }`;

interface Shown {
  cart: { itemCount: number; lines: { sku: string; problem: { code: string; available: number | null } | null }[] } | null;
}

async function openFilledCart() {
  const shop = await openCartShop();
  for (const sku of ['TEA', 'POT', 'CUP', 'PEN']) shop.rooms.stock.set(sku, 5);
  let cartId = '';
  for (const sku of ['MUG', 'TEA', 'POT', 'CUP', 'PEN']) {
    const { cart } = await shop.add({ sku, quantity: 3, ...(cartId && { cartId }) });
    cartId = cart.id;
  }
  const look = async () => {
    const { data, errors } = await shop.room.execute({ query, variables: { id: cartId } }, guest);
    return { ...(data as unknown as Shown), errors };
  };
  return { ...shop, cartId, look };
}

describe('what cannot be bought any more', () => {
  test('says so on its line, before anybody places the order', async () => {
    const { rooms, look } = await openFilledCart();
    expect((await look()).cart?.lines.map(({ problem }) => problem)).toEqual([null, null, null, null, null]);
    rooms.offSale.add('TEA');
    rooms.unpriced.add('POT');
    rooms.stock.set('CUP', 0).set('PEN', 2);
    const { cart, errors } = await look();
    expect(errors).toBeUndefined();
    expect(cart?.lines.map(({ sku, problem }) => [sku, problem?.code, problem?.available])).toEqual([
      ['MUG', undefined, undefined],
      ['TEA', 'NOT_ON_SALE', null],
      ['POT', 'NO_PRICE', null],
      ['CUP', 'OUT_OF_STOCK', 0],
      ['PEN', 'SHORT', 2],
    ]);
  });

  test('is looked up for all carts of a request together', async () => {
    const { rooms, room, add } = await openFilledCart();
    const carts = await Promise.all(Array.from({ length: 20 }, () => add({ sku: 'MUG' })));
    for (const verb of ['readAvailability', 'readCurrencies', 'snapshotVariants']) rooms.calls.delete(verb);
    const refs = carts.map(({ cart: { id } }) => ({ __typename: 'Cart', id }));
    const entities = `query ($refs: [_Any!]!) { _entities(representations: $refs) { ... on Cart { lines { problem { code } } } } }`;
    expect((await room.execute({ query: entities, variables: { refs } }, guest)).errors).toBeUndefined();
    for (const verb of ['readAvailability', 'readCurrencies', 'snapshotVariants'])
      expect(rooms.calls.get(verb)).toEqual({ lists: 1, commands: 1 });
  });

  test.each(['readAvailability', 'readCurrencies', 'snapshotVariants'])(
    'is an error on the line while %s is not answered, and all else of the cart is there',
    async (verb) => {
      const { rooms, look } = await openFilledCart();
      rooms.offSale.add('TEA');
      rooms.stock.set('CUP', 0);
      rooms.lose(verb, 'request', 1);
      const { cart, errors } = await look();
      expect(cart).toMatchObject({ itemCount: 15, lines: { length: 5 } });
      expect(errors?.[0]).toMatchObject({ path: ['cart', 'lines', 0, 'problem'], extensions: { code: 'SUBGRAPH_UNAVAILABLE' } });
      // What the others know is told all the same.
      const told = cart?.lines.flatMap(({ sku, problem }) => (problem ? [[sku, problem.code]] : []));
      const known = { TEA: 'NOT_ON_SALE', CUP: 'OUT_OF_STOCK' };
      const silent = { snapshotVariants: 'TEA', readAvailability: 'CUP', readCurrencies: '' }[verb];
      expect(told).toEqual(Object.entries(known).filter(([sku]) => sku !== silent));
    },
  );

  test('is not looked up for longer than half a second', async () => {
    const { rooms, look } = await openFilledCart();
    rooms.remotes.inventory.readAvailability = () => new Promise(() => undefined);
    const began = performance.now();
    expect((await look()).errors).toHaveLength(5);
    expect(performance.now() - began).toBeLessThan(3_000);
  });

  test('may not come into a cart, nor more of it; fewer may stay', async () => {
    const { rooms, add, set, cartId } = await openFilledCart();
    rooms.offSale.add('TEA');
    rooms.unpriced.add('POT');
    rooms.stock.set('CUP', 0).set('PEN', 2);
    for (const sku of ['TEA', 'POT', 'CUP']) {
      for (const to of [{ cartId }, {}]) expect(await add({ sku, ...to })).toMatchObject({ __typename: 'ItemUnavailable' });
      expect(await set({ cartId, sku, quantity: 4 })).toMatchObject({ __typename: 'ItemUnavailable' });
      expect(await set({ cartId, sku, quantity: 1 })).toMatchObject({ __typename: 'CartUpdated' });
    }
    expect(await add({ cartId, sku: 'PEN' })).toMatchObject({ __typename: 'CartUpdated' });
    expect(await set({ cartId, sku: 'PEN', quantity: 9 })).toMatchObject({ __typename: 'CartUpdated' });
  });

  test('is judged by what the cart is in, not by what was said', async () => {
    const { add } = await openFilledCart();
    const ada = newCustomer();
    expect(await add({ sku: 'MUG', currencyCode: 'GBP' }, ada)).toMatchObject({ __typename: 'ItemUnavailable' });
    await add({ sku: 'MUG', currencyCode: 'EUR' }, ada);
    expect(await add({ sku: 'MUG' }, ada)).toMatchObject({ cart: { currencyCode: 'EUR' } });
  });

  test('is added while inventory or pricing is away: placing the order judges', async () => {
    const { add, set, rooms } = await openCartShop();
    for (const verb of ['readAvailability', 'readCurrencies']) rooms.lose(verb, 'request', 3);
    const { cart } = await add({ sku: 'CHAIR' });
    expect(await set({ cartId: cart.id, sku: 'CHAIR', quantity: 2 })).toMatchObject({ __typename: 'CartUpdated' });
  });

  test('is not told of goods that the order itself holds', async () => {
    const { add, place, ask } = await openCartShop();
    const { cart } = await add({ sku: 'LAMP' });
    const order = { idempotencyKey: 'bank', cartId: cart.id, payment: { token: 'tok_challenge' } };
    expect(await place(order)).toMatchObject({ __typename: 'PaymentActionRequired' });
    expect(await add({ sku: 'LAMP' })).toMatchObject({ __typename: 'ItemUnavailable' });
    expect(await ask(query, { id: cart.id })).toMatchObject({ cart: { lines: [{ sku: 'LAMP', problem: null }] } });
  });
});
