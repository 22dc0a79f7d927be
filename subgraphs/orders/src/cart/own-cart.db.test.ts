import { uuidv7 } from '@cartograph/kit/ids';
import { describe, expect, test } from 'vitest';
import { newCustomer, openCartShop } from '#testing/cart-shop';

describe('a customer has one cart', () => {
  test('that five additions at once by somebody new all go into', async () => {
    const { add, ownCart, db } = await openCartShop();
    const ada = newCustomer();
    const answers = await Promise.all(Array.from({ length: 5 }, () => add({ sku: 'MUG' }, ada)));
    expect(new Set(answers.map(({ cart }) => cart.id)).size).toBe(1);
    expect(await ownCart(ada)).toMatchObject({ version: 5, lines: [{ sku: 'MUG', quantity: 5 }] });
    expect(await db.query({ text: 'select 1 from carts' })).toHaveLength(1);
  });

  test('that a later addition of something else goes into as well', async () => {
    const { add, ownCart } = await openCartShop();
    const ada = newCustomer();
    await add({ sku: 'MUG', quantity: 3 }, ada);
    expect(await add({ sku: 'LAMP' }, ada)).toMatchObject({ notices: [], cart: { itemCount: 4 } });
    expect((await ownCart(ada))?.lines).toHaveLength(2);
  });

  test('in the currency that it was opened in: none given is that, another one is refused', async () => {
    const { add } = await openCartShop();
    const ada = newCustomer();
    expect(await add({ sku: 'MUG', currencyCode: 'EUR' }, ada)).toMatchObject({ cart: { currencyCode: 'EUR' } });
    expect(await add({ sku: 'MUG' }, ada)).toMatchObject({ cart: { currencyCode: 'EUR', itemCount: 2 } });
    expect(await add({ sku: 'MUG', currencyCode: 'EUR' }, ada)).toMatchObject({ cart: { itemCount: 3 } });
    expect(await add({ sku: 'MUG', currencyCode: 'USD' }, ada)).toMatchObject({ __typename: 'InvalidInput', path: ['currencyCode'] });
  });

  test('in another currency once it is empty, as a new one would be; a cart that is named keeps its own', async () => {
    const { add, db, ownCart } = await openCartShop();
    const ada = newCustomer();
    const { cart } = await add({ sku: 'MUG' }, ada);
    await db.query({ text: 'delete from cart_lines' });
    expect(await add({ cartId: cart.id, sku: 'MUG', currencyCode: 'EUR' }, ada)).toMatchObject({ path: ['currencyCode'] });
    expect(await add({ sku: 'MUG', currencyCode: 'EUR' }, ada)).toMatchObject({ cart: { id: cart.id, currencyCode: 'EUR', version: 2 } });
    expect(await ownCart(ada)).toMatchObject({ lines: [{ quantity: 1 }] });
  });

  test('that is not replaced while the bank is asked', async () => {
    const { add, place, ownCart } = await openCartShop();
    const ada = newCustomer();
    const email = ada.kind === 'customer' ? ada.email : '';
    const { cart } = await add({ sku: 'MUG' }, ada);
    const order = { idempotencyKey: 'bank', email, cartId: cart.id, payment: { token: 'tok_challenge' } };
    expect(await place(order, ada)).toMatchObject({ __typename: 'PaymentActionRequired' });
    expect(await add({ sku: 'LAMP' }, ada)).toMatchObject({ __typename: 'CartConflict', cart: { id: cart.id } });
    expect(await ownCart(ada)).toMatchObject({ id: cart.id });
  });

  test('and the next addition opens another when it became an order', async () => {
    const { add, place } = await openCartShop();
    const ada = newCustomer();
    const email = ada.kind === 'customer' ? ada.email : '';
    const { cart } = await add({ sku: 'MUG' }, ada);
    expect(await place({ idempotencyKey: 'a', email, cartId: cart.id }, ada)).toMatchObject({ __typename: 'OrderPlaced' });
    const next = await add({ sku: 'MUG' }, ada);
    expect(next.cart).toMatchObject({ version: 1, itemCount: 1 });
    expect(next.cart.id).not.toBe(cart.id);
  });

  test('beside those that were put aside, which are seen, changed and ordered by their id', async () => {
    const { add, set, ask, place, ownCart, db } = await openCartShop();
    const ada = newCustomer();
    const email = ada.kind === 'customer' ? ada.email : '';
    const { cart: saved } = await add({ sku: 'MUG' }, ada);
    await db.query({ text: 'update carts set saved_at = now() where id = $1', values: [saved.id] });
    const { cart } = await add({ sku: 'MUG' }, ada);
    expect(await ask('query ($id: ID!) { cart(id: $id) { id } }', { id: saved.id }, ada)).toEqual({ cart: { id: saved.id } });
    expect(await set({ cartId: saved.id, sku: 'MUG', quantity: 4 }, ada)).toMatchObject({ cart: { id: saved.id, itemCount: 4 } });
    expect(await place({ idempotencyKey: 'a', email, cartId: saved.id }, ada)).toMatchObject({ __typename: 'OrderPlaced' });
    expect(await ownCart(ada)).toMatchObject({ id: cart.id });
  });
});

describe('an addition with a key', () => {
  const secret = () => uuidv7();

  test('is made once, the first and each later one, also when it comes twice at once', async () => {
    const { add, db } = await openCartShop();
    for (const caller of [newCustomer(), undefined]) {
      const first = { sku: 'MUG', quantity: 2, idempotencyKey: secret() };
      const [one, other] = await Promise.all([add(first, caller), add(first, caller)]);
      expect(other).toEqual(one);
      const cartId = one?.cart.id;
      const second = { cartId, sku: 'MUG', idempotencyKey: 'short is fine here' };
      await Promise.all([add(second, caller), add(second, caller), add(second, caller)]);
      expect(await add(first, caller)).toMatchObject({ cart: { id: cartId, version: 2, itemCount: 3 } });
    }
    expect(await db.query({ text: 'select 1 from carts' })).toHaveLength(2);
  });

  test('is refused with another input, and answers nobody else', async () => {
    const { add } = await openCartShop();
    const [ada, grace] = [newCustomer(), newCustomer()];
    const input = { sku: 'MUG', idempotencyKey: secret() };
    const { cart } = await add(input, ada);
    expect(await add({ ...input, quantity: 2 }, ada)).toMatchObject({ __typename: 'IdempotencyConflict' });
    expect((await add(input, grace)).cart.id).not.toBe(cart.id);
    const own = { sku: 'MUG', idempotencyKey: secret() };
    const opened = await add(own);
    await add({ sku: 'MUG' }, grace);
    expect(await add(own)).toMatchObject({ cart: { id: opened.cart.id, itemCount: 1 } });
  });

  test('that was refused leaves its key unused, and opens no cart', async () => {
    const { add, db, rooms } = await openCartShop();
    const input = { sku: 'DRAFT', idempotencyKey: secret() };
    rooms.stock.set('DRAFT', 1);
    expect(await add(input)).toMatchObject({ __typename: 'ItemUnavailable' });
    expect(await db.query({ text: 'select 1 from carts' })).toEqual([]);
    expect(await add({ ...input, sku: 'MUG' })).toMatchObject({ __typename: 'CartUpdated' });
  });

  test('of a guest who signs in meanwhile is found again', async () => {
    const { add, merge } = await openCartShop();
    const ada = newCustomer();
    await add({ sku: 'LAMP' }, ada);
    const input = { sku: 'MUG', idempotencyKey: secret() };
    const { cart } = await add(input);
    await merge(cart.id, ada);
    expect(await add(input, ada)).toMatchObject({ cart: { itemCount: 2 } });
  });
});
