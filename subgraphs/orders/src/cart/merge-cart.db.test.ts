import { describe, expect, test } from 'vitest';
import { newCustomer, openCartShop } from '#testing/cart-shop';

const codes = ({ notices = [] }: { notices?: { code: string }[] }) => notices.map(({ code }) => code);

describe("a guest's cart", () => {
  test('goes into the one that the customer has, twice as well as once, and its id leads there', async () => {
    const { add, coupon, merge, ask, db } = await openCartShop();
    const ada = newCustomer();
    const { cart: own } = await add({ sku: 'MUG', quantity: 2 }, ada);
    const { cart: other } = await add({ sku: 'MUG', quantity: 3 });
    await add({ cartId: other.id, sku: 'LAMP' });
    await coupon({ cartId: other.id, couponCode: 'welcome10' });
    const merged = await merge(other.id, ada);
    const lines = [
      { sku: 'MUG', quantity: 5 },
      { sku: 'LAMP', quantity: 1 },
    ];
    expect(merged).toMatchObject({ cart: { id: own.id, couponCodes: ['WELCOME10'], lines }, notices: [{ code: 'MERGED' }] });
    expect(await merge(other.id, ada)).toEqual(merged);
    const byOldId = 'query ($id: ID!) { cart(id: $id) { id } }';
    expect(await ask(byOldId, { id: other.id }, ada)).toEqual({ cart: { id: own.id } });
    expect(await ask(byOldId, { id: other.id })).toEqual({ cart: null });
    expect(await add({ cartId: other.id, sku: 'MUG' }, ada)).toMatchObject({ cart: { id: own.id, itemCount: 7 } });
    expect(await add({ cartId: other.id, sku: 'MUG' })).toMatchObject({ __typename: 'NotFound' });
    expect(await db.query({ text: `select status from carts order by status` })).toEqual([{ status: 'merged' }, { status: 'open' }]);
  });

  test('is the customer’s own, unchanged, when they have none', async () => {
    const { add, merge, ownCart } = await openCartShop();
    const ada = newCustomer();
    const { cart } = await add({ sku: 'MUG', currencyCode: 'EUR' });
    expect(await merge(cart.id, ada)).toMatchObject({ cart: { ...cart, version: 1 }, notices: [] });
    expect(await ownCart(ada)).toMatchObject({ id: cart.id });
    expect(await add({ cartId: cart.id, sku: 'MUG' })).toMatchObject({ __typename: 'NotFound' });
  });

  test('keeps its currency where the customer’s own is empty', async () => {
    const { add, merge, db } = await openCartShop();
    const ada = newCustomer();
    const { cart: own } = await add({ sku: 'MUG' }, ada);
    await db.query({ text: 'delete from cart_lines' });
    const { cart } = await add({ sku: 'MUG', currencyCode: 'EUR' });
    const answer = await merge(cart.id, ada);
    expect(answer).toMatchObject({ cart: { id: own.id, currencyCode: 'EUR', lines: [{ quantity: 1 }] } });
    expect(codes(answer)).toEqual(['MERGED']);
  });

  test('is never ordered by a version that was shown of the other', async () => {
    const { add, merge, place } = await openCartShop();
    const ada = newCustomer();
    const email = ada.kind === 'customer' ? ada.email : '';
    await add({ sku: 'MUG' }, ada);
    const { cart } = await add({ sku: 'MUG' });
    for (let version = 1; version < 4; version += 1) await add({ cartId: cart.id, sku: 'MUG' });
    expect(await merge(cart.id, ada)).toMatchObject({ cart: { version: 5 } });
    for (const cartVersion of [1, 2, 4, undefined])
      expect(await place({ idempotencyKey: `k${cartVersion}`, email, cartId: cart.id, cartVersion }, ada)).toMatchObject({
        problems: [{ __typename: 'CartConflict', cart: { version: 5 } }],
      });
  });

  test('is capped at what a cart may hold, and each thing that had no room is told', async () => {
    const { add, merge, rooms, db, coupon } = await openCartShop();
    const ada = newCustomer();
    const { cart: own } = await add({ sku: 'MUG', quantity: 9_999, currencyCode: 'EUR' }, ada);
    const { cart } = await add({ sku: 'MUG', quantity: 2 });
    rooms.stock.set('OTHER', 1);
    await add({ cartId: cart.id, sku: 'OTHER' });
    await add({ cartId: cart.id, sku: 'LAMP' });
    const filler = `insert into cart_lines (cart_id, sku, title, quantity) select $1, 'S' || i, 'S', 1 from generate_series(1, 198) i`;
    await db.query({ text: filler, values: [own.id] });
    for (let index = 0; index < 10; index += 1) await coupon({ cartId: own.id, couponCode: `C${index}` }, ada);
    await coupon({ cartId: cart.id, couponCode: 'ONEMORE' });
    const answer = await merge(cart.id, ada);
    expect(codes(answer)).toEqual(['MERGED', 'CURRENCY_CONVERTED', 'QUANTITY_CAPPED', 'LINE_LEFT_OUT', 'COUPON_LEFT_OUT']);
    expect(answer.notices?.map(({ sku, coupon: code }) => sku ?? code).slice(2)).toEqual(['MUG', 'LAMP', 'ONEMORE']);
    expect(answer.cart).toMatchObject({ currencyCode: 'EUR' });
    expect(answer.cart.lines).toHaveLength(200);
    expect(answer.cart.lines[0]).toMatchObject({ sku: 'MUG', quantity: 10_000 });
  });

  test('that is unknown, ordered or another customer’s is not found', async () => {
    const { add, merge, place } = await openCartShop();
    const [ada, grace] = [newCustomer(), newCustomer()];
    const { cart: graces } = await add({ sku: 'MUG' }, grace);
    const { cart: ordered } = await add({ sku: 'MUG' });
    await place({ idempotencyKey: 'a', cartId: ordered.id });
    for (const id of [graces.id, ordered.id, 'no uuid', '00000000-0000-4000-8000-000000000000'])
      expect(await merge(id, ada)).toMatchObject({ __typename: 'NotFound' });
  });

  test('and that of a customer stay as they are while one of them is ordered', async () => {
    const { add, merge, place, ask } = await openCartShop();
    const [ada, grace] = [newCustomer(), newCustomer()];
    const challenge = { payment: { token: 'tok_challenge' } };
    const { cart: ordered } = await add({ sku: 'MUG' });
    await place({ idempotencyKey: 'a', cartId: ordered.id, ...challenge });
    expect(await merge(ordered.id, ada)).toMatchObject({ __typename: 'CartConflict', cart: { id: ordered.id } });
    const { cart: graces } = await add({ sku: 'MUG' }, grace);
    await place({ idempotencyKey: 'b', email: grace.kind === 'customer' ? grace.email : '', cartId: graces.id, ...challenge }, grace);
    const { cart } = await add({ sku: 'LAMP' });
    expect(await merge(cart.id, grace)).toMatchObject({ __typename: 'CartConflict', cart: { id: graces.id } });
    expect(await add({ cartId: cart.id, sku: 'LAMP' }, grace)).toMatchObject({
      cart: { id: cart.id, itemCount: 2 },
      notices: [{ code: 'CART_BEING_ORDERED' }],
    });
    expect(await ask('query ($id: ID!) { cart(id: $id) { id } }', { id: cart.id })).toEqual({ cart: { id: cart.id } });
  });

  test('that a signed-in customer adds to goes into theirs first', async () => {
    const { add } = await openCartShop();
    const ada = newCustomer();
    const { cart } = await add({ sku: 'MUG' });
    expect(await add({ cartId: cart.id, sku: 'MUG', expectedVersion: 1 }, ada)).toMatchObject({ cart: { id: cart.id, itemCount: 2 } });
    const { cart: tab } = await add({ sku: 'LAMP' });
    const answer = await add({ cartId: tab.id, sku: 'MUG', expectedVersion: 1 }, ada);
    expect(answer).toMatchObject({ cart: { id: cart.id, itemCount: 4 }, notices: [{ code: 'MERGED' }] });
  });

  test('comes to the same customer from five tabs at once with all that is in each', async () => {
    const { add, merge, ownCart } = await openCartShop();
    for (const hadOne of [false, true]) {
      const ada = newCustomer();
      if (hadOne) await add({ sku: 'LAMP' }, ada);
      const tabs = await Promise.all(Array.from({ length: 5 }, (_, tab) => add({ sku: 'MUG', quantity: tab + 1 })));
      await Promise.all(tabs.flatMap(({ cart }) => [merge(cart.id, ada), merge(cart.id, ada)]));
      const own = await ownCart(ada);
      expect(own?.lines.find(({ sku }) => sku === 'MUG')).toMatchObject({ quantity: 15 });
    }
  });
});
