import type { JsonWebKey } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DemoShop, example, openDemoShop } from '../support/demo-shop.ts';
import { available, buy, freshKey, loyaltyOf, orderOf } from './buy.ts';
import { openCart } from './carts.ts';
import { readOrder } from './read-back.ts';
import { readRows } from './read-rows.ts';
import { signToken } from './sign-token.ts';

let shop: DemoShop;
beforeAll(async () => {
  shop = await openDemoShop();
});
afterAll(() => shop?.close());

const codes = (errors: { extensions?: { code?: string } }[] | undefined) => errors?.map(({ extensions }) => extensions?.code);

describe('for staff alone:', () => {
  const adjust = { input: { sku: 'PAN-CAST-30', delta: 1, reason: 'RECEIPT', idempotencyKey: freshKey() } };
  const asked: [string, string, Record<string, unknown>][] = [
    ['lowStock', example('11-staff-low-stock'), {}],
    ['adjustStock', example('12-staff-adjust-stock'), adjust],
    ['orders', example('13-staff-orders'), { filter: { status: ['CONFIRMED'] } }],
  ];

  test.each(asked)('%s', async (field, operation, variables) => {
    const before = await available(shop, 'PAN-CAST-30');
    expect(codes((await shop.ask(operation, variables)).errors)).toEqual(['UNAUTHENTICATED']);
    expect(codes((await shop.ask(operation, variables, await shop.tokenOf('ada'))).errors)).toEqual(['FORBIDDEN']);
    expect(await available(shop, 'PAN-CAST-30')).toBe(before);
    for (const account of ['staff', 'admin']) {
      const data = await shop.askFor<Record<string, unknown>>(operation, variables, await shop.tokenOf(account));
      expect(data[field]).toBeTruthy();
    }
  });

  test('what is scarce is listed, what is delivered is counted once', async () => {
    const staff = await shop.tokenOf('staff');
    type Low = { lowStock: { edges: { node: { sku: string; availability: { onHand: number } } }[] } };
    const { lowStock } = await shop.askFor<Low>(example('11-staff-low-stock'), {}, staff);
    expect(lowStock.edges.map(({ node }) => node.sku)).toEqual(expect.arrayContaining(['CHAIR-OAK', 'LAMP-BRASS']));
    const input = { sku: 'CHAIR-OAK', delta: 4, reason: 'RECEIPT', note: 'delivery 77', idempotencyKey: freshKey() };
    for (let turn = 0; turn < 2; turn += 1) await shop.askFor(example('12-staff-adjust-stock'), { input }, staff);
    expect(await available(shop, 'CHAIR-OAK')).toBe(4);
    const { adjustStock } = await shop.askFor<{ adjustStock: { code: string } }>(
      example('12-staff-adjust-stock'),
      { input: { ...input, delta: -5, idempotencyKey: freshKey() } },
      staff,
    );
    expect(adjustStock).toMatchObject({ __typename: 'StockWouldGoNegative' });
    expect(await available(shop, 'CHAIR-OAK')).toBe(4);
  });

  test('how much is on hand', async () => {
    const query = '{ productVariant(sku: "MUG-CLASSIC") { availability { available onHand reserved } } }';
    const seen = async (token?: string) =>
      (await shop.askFor<{ productVariant: { availability: Record<string, number | null> } }>(query, {}, token)).productVariant
        .availability;
    for (const token of [undefined, await shop.tokenOf('ada')]) expect(await seen(token)).toMatchObject({ onHand: null, reserved: null });
    const { available: left, onHand, reserved } = await seen(await shop.tokenOf('staff'));
    expect(left).toBe(Number(onHand) - Number(reserved));
  });
});

describe('what is another’s does not exist:', () => {
  test('an order, its placement and its number', async () => {
    const ada = await shop.tokenOf('ada');
    const { id, number } = orderOf(await buy(shop, {}, ada));
    const query = 'query Try($id: ID!, $number: String) { placement(id: $id) { id } order(number: $number) { id } }';
    for (const token of [undefined, await shop.tokenOf('grace')]) {
      expect(await readOrder(shop, id, { token })).toBeNull();
      expect(await shop.askFor(query, { id, number }, token)).toEqual({ placement: null, order: null });
    }
    for (const token of [ada, await shop.tokenOf('staff')])
      expect(await shop.askFor(query, { id, number }, token)).toEqual({ placement: { id }, order: { id } });
  });

  test('a cart', async () => {
    const { id } = await openCart(shop, 'MUG-CLASSIC', {}, await shop.tokenOf('ada'));
    const grace = await shop.tokenOf('grace');
    for (const token of [undefined, grace]) {
      expect(await shop.askFor('query Cart($id: ID!) { cart(id: $id) { id } }', { id }, token)).toEqual({ cart: null });
      await expect(openCart(shop, 'MUG-CLASSIC', { cartId: id }, token)).rejects.toThrow('NOT_FOUND');
      expect(await buy(shop, { cartId: id, ...(token ? {} : { email: 'linus@example.com' }) }, token)).toMatchObject({
        placement: null,
        problems: [{ code: 'NOT_FOUND' }],
      });
    }
  });

  test('a customer', async () => {
    const { me } = await shop.askFor<{ me: { id: string } }>('{ me { id } }', {}, await shop.tokenOf('ada'));
    const query = 'query Other($id: ID!) { customer(id: $id) { email } }';
    expect(codes((await shop.ask(query, { id: me.id })).errors)).toEqual(['UNAUTHENTICATED']);
    expect(codes((await shop.ask(query, { id: me.id }, await shop.tokenOf('grace'))).errors)).toEqual(['FORBIDDEN']);
    expect(await shop.askFor(query, { id: me.id }, await shop.tokenOf('staff'))).toEqual({ customer: { email: 'ada@example.com' } });
    expect(await shop.askFor('{ me { id } }')).toEqual({ me: null });
  });
});

describe('a token that is not good is refused, and never taken for a guest:', () => {
  const order = 'mutation Buy($input: PlaceOrderInput!) { placeOrder(input: $input) { __typename } }';
  const input = (email: string) => ({
    email,
    idempotencyKey: freshKey(),
    lines: [{ sku: 'MUG-CLASSIC', quantity: 1 }],
    shippingAddress: { line1: '1 Market St', city: 'Oakland', region: 'CA', postalCode: '94607', country: 'US' },
    payment: { token: 'tok_ok' },
  });

  const refusedWith = async (token: string): Promise<void> => {
    const before = await available(shop, 'MUG-CLASSIC');
    const { data, errors } = await shop.ask(order, { input: input('ada@example.com') }, token);
    expect([data ?? null, codes(errors)]).toEqual([null, ['UNAUTHENTICATED']]);
    expect(await available(shop, 'MUG-CLASSIC')).toBe(before);
  };

  test('one that somebody changed, or made up', async () => {
    const [header = '', claims = '', signature = ''] = (await shop.tokenOf('ada')).split('.');
    const read = JSON.parse(Buffer.from(claims, 'base64url').toString()) as object;
    const risen = Buffer.from(JSON.stringify({ ...read, roles: ['admin'] })).toString('base64url');
    const unsigned = Buffer.from('{"alg":"none"}').toString('base64url');
    const cut = signature.slice(0, -4);
    for (const token of [
      [header, risen, signature],
      [header, claims, cut],
      [unsigned, claims, ''],
      [unsigned, claims, signature],
      ['nonsense'],
    ])
      await refusedWith(token.join('.'));
  });

  test('one whose time is over', async () => {
    const [key] = await readRows<{ kid: string; jwk: JsonWebKey }>(
      shop,
      'customers',
      'select kid, private_jwk as jwk from signing_keys where is_current',
    );
    if (!key) throw new Error('no key signs');
    const { me } = await shop.askFor<{ me: { id: string } }>('{ me { id } }', {}, await shop.tokenOf('ada'));
    const who = { id: me.id, email: 'ada@example.com' };
    expect(await loyaltyOf(shop, signToken(key, who, 60))).toBeTruthy();
    await refusedWith(signToken(key, who, -60));
  });
});
