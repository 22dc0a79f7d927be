import { rooms } from '@cartograph/stack/rooms';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCart } from '../placing/carts.ts';
import { type DemoShop, openDemoShop } from '../support/demo-shop.ts';
import { sdlOf } from '../support/room-list.ts';
import { internalCalls } from '../support/room-sdl.ts';
import type { Caller } from './callers.ts';
import { askUnderOtherKeys, numbersBeside, tokensLike } from './guess.ts';
import { marksIn, unproven } from './judge.ts';
import { runMatrix, type World } from './matrix.ts';
import { nowhere, type Person } from './people.ts';
import { staffQuietly } from './rows.ts';
import type { Table } from './wanting.ts';
import { openWorld } from './world.ts';

let shop: DemoShop;
let world: World;
let alma: Person;
let boris: Person;
let gina: Person;
let gus: Person;
beforeAll(async () => {
  shop = await openDemoShop();
  world = await openWorld(shop);
  [alma, boris, gina, gus] = world.people as [Person, Person, Person, Person];
});
afterAll(() => shop?.close());

const readOrder = `query Read($id: ID, $number: String, $accessToken: String) {
  order(id: $id, number: $number, accessToken: $accessToken) { id email shippingAddress { line1 } payments { id } }
}`;
const nothing = { data: { order: null }, errors: [] };

describe('what nobody was given a key for', () => {
  test('is not opened by counting order numbers, nor by a token that looks like the right one', async () => {
    const own = { number: gus.things.orderNumber, accessToken: gus.accessTokens?.order };
    const guest = world.callers.guest;
    expect((await world.send(readOrder, own, guest)).data?.['order']).toMatchObject({ id: gus.things.order });
    for (const number of [gina.things.orderNumber, ...numbersBeside(String(own.number), 12)])
      if (number !== own.number) expect(await world.send(readOrder, { ...own, number }, guest)).toMatchObject(nothing);
    const right = String(gina.accessTokens?.order);
    for (const accessToken of tokensLike(right, [
      String(gina.accessTokens?.refundedOrder),
      String(gina.accessTokens?.waiting),
      String(boris.token),
    ]))
      expect(await world.send(readOrder, { id: gina.things.order, accessToken }, guest), accessToken).toMatchObject(nothing);
  });

  test('stays closed beside what is one’s own, in one request and under other names', async () => {
    const query = `query Both($own: ID!, $other: ID!) {
      other: order(id: $own) { id number } order(id: $other) { ...All } again: placement(id: $other) { ... on Placement { id order { ...All } } }
      them: cart(id: $other) { id } mine: me { orders(first: 100) { edges { node { id } } } }
    } fragment All on Order { id email customer { email } payments { id } }`;
    const answer = await world.send(query, { own: boris.things.order, other: alma.things.order }, world.callers.another);
    expect(answer).toMatchObject({ data: { other: { id: boris.things.order }, order: null, again: null, them: null }, errors: [] });
    expect(marksIn(world.people, answer, world.callers.another, 'both')).toEqual([]);
  });

  test('is not found among one’s own by a filter or a search', async () => {
    const query =
      'query Find($id: ID, $search: String) { me { orders(search: $search, filter: { customerId: $id }) { totalCount edges { node { id } } } } }';
    const { customer: id, orderNumber: search } = alma.things;
    const email = 'alma@marks.example';
    for (const values of [{ id }, { search }, { search: email }, { id, search }]) {
      const answer = await world.send(query, values, world.callers.another);
      expect(marksIn(world.people, answer, world.callers.another, 'find')).toEqual([]);
      if ('search' in values) expect(answer.data).toEqual({ me: { orders: { totalCount: 0, edges: [] } } });
    }
  });

  test('is not listed either: a product that is not published is found by staff alone', async () => {
    const query = `query Find($search: String, $filter: ProductFilter) {
      products(search: $search, filter: $filter, first: 100) { totalCount edges { node { id status variants { sku } } } }
    }`;
    const { draft, draftSku } = world.targets[2]?.things ?? {};
    const asked = [{ filter: { status: ['DRAFT'] } }, { filter: { status: ['ARCHIVED', 'DRAFT', 'PUBLISHED'] } }, { search: draftSku }, {}];
    const found = async (values: Record<string, unknown>, caller: Caller) => (await world.send(query, values, caller)).text;
    for (const values of asked.slice(0, 3)) expect(await found(values, world.callers.staff)).toContain(draft);
    for (const caller of [world.callers.guest, world.callers.another])
      for (const values of asked) expect(await found(values, caller)).not.toMatch(/DRAFT|ARCHIVED/);
  });

  test('is not taken over by whoever names it when they sign in', async () => {
    const query = `mutation In($input: SignInInput!) {
      signIn(input: $input) { ... on Session { cart { id lines { sku quantity } couponCodes } cartNotices { code message sku coupon } } }
    }`;
    const into = async (cartId: unknown) =>
      (await world.send(query, { input: { email: 'boris@marks.example', password: 'correct horse battery', cartId } }, world.callers.guest))
        .text;
    expect(await into(alma.things.cart)).toBe(await into(nowhere().cart));
    expect(await into(alma.things.cart)).toContain('CART_NOT_FOUND');
  });

  test('is not reached where another field stands under the name of a key', async () => {
    const values = { order: boris.things.order, cart: boris.things.cart, placement: boris.things.order };
    const answers = await askUnderOtherKeys(world.api, world.table, world.send, world.callers.another, values);
    expect(answers.length).toBeGreaterThan(5);
    for (const answer of answers) expect(marksIn(world.people, answer, world.callers.another, answer.sent)).toEqual([]);
  });

  test('does not come along with the answer to who asks the same in the same moment', async () => {
    const ask = (caller: Caller) => world.send(readOrder, { id: alma.things.order }, caller);
    const owner: Caller = { role: 'owner', person: alma.name, token: alma.token };
    for (let turn = 0; turn < 10; turn += 1) {
      const asked = [owner, world.callers.another, world.callers.guest, owner, world.callers.stranger].map(ask);
      const seen = (await Promise.all(asked)).map(({ data }) => data?.['order'] !== null);
      expect(seen).toEqual([true, false, false, true, false]);
    }
  });

  test('a guest’s cart is open to whoever knows its id, and closed once it is a customer’s', async () => {
    const { id } = await openCart(shop, 'MUG-CLASSIC');
    const read = async (caller: Caller) =>
      (await world.send('query Cart($id: ID!) { cart(id: $id) { id } }', { id }, caller)).data?.['cart'];
    expect(await read(world.callers.guest)).toEqual({ id });
    await shop.askFor(
      'mutation Merge($input: MergeCartInput!) { mergeCart(input: $input) { __typename } }',
      { input: { cartId: id } },
      boris.token,
    );
    expect(await read(world.callers.guest)).toBeNull();
    expect(await read({ role: 'another', person: alma.name, token: alma.token })).toBeNull();
    expect(await read(world.callers.another)).toEqual({ id: boris.things.cart });
  });
});

describe('what is not for clients', () => {
  test.each(rooms)('commands of %s, and its keys, are not in the API for anybody', async (room) => {
    const calls = internalCalls(sdlOf(room)).map(({ document }) => document);
    const keys = '{ _entities(representations: []) { __typename } }';
    for (const query of [...calls, keys, '{ _service { sdl } }'])
      for (const caller of [world.callers.admin, world.callers.guest]) {
        const { data, errors } = await world.send(query, {}, caller);
        expect([data, errors[0]?.extensions?.['code']], query).toEqual([null, 'GRAPHQL_VALIDATION_FAILED']);
      }
  });

  test('whoever shows a token that is not ours is answered nothing at all', async () => {
    const [head, claims = '', signature] = String(alma.token).split('.');
    const risen = JSON.stringify({
      ...(JSON.parse(Buffer.from(claims, 'base64url').toString()) as object),
      roles: ['customer', 'staff', 'admin'],
    });
    const unsigned = Buffer.from('{"alg":"none"}').toString('base64url');
    const forged = [
      [head, Buffer.from(risen).toString('base64url'), signature],
      [unsigned, claims, ''],
      [unsigned, claims, signature],
      [head, claims, String(boris.token).split('.')[2]],
    ];
    for (const parts of [...forged, [gina.accessTokens?.order], ['null']]) {
      const answer = await world.send(
        '{ me { email } orders { totalCount } countries { code } }',
        {},
        { role: 'guest', token: parts.join('.') },
      );
      expect([answer.status, answer.data, answer.errors.map(({ extensions }) => extensions?.['code'])]).toEqual([
        401,
        null,
        ['UNAUTHENTICATED'],
      ]);
    }
  });
});

test('answers to GET are kept by nobody on their way either', async () => {
  const read = async (query: string, token: string | undefined) => {
    const headers = { 'apollo-require-preflight': 'yes', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) };
    return (await fetch(`${shop.url()}/graphql?query=${encodeURIComponent(query)}`, { headers })).headers;
  };
  for (const headers of [
    await read('{ me { email } }', alma.token),
    await read('{ me { email } }', undefined),
    await read('{ nothing }', alma.token),
  ])
    expect([headers.get('cache-control'), headers.get('etag'), headers.get('set-cookie')]).toEqual(['no-store', null, null]);
});

describe('a leak is found', () => {
  const some = (place: string): boolean => ['Query.order', 'Query.customer', 'Query.cart'].includes(place);

  test('where somebody else’s question is answered as the staff’s', async () => {
    const leaky: World = {
      ...world,
      send: (query, values, caller) =>
        world.send(query, values, caller.role === 'another' ? { ...caller, token: world.callers.staff.token } : caller),
    };
    const { findings } = await runMatrix(leaky, some);
    for (const said of [
      'Query.order(orderNumber of Alma): seen for another',
      'Query.customer(customer of Alma): seen',
      'Order.email at',
      "which is Gina's",
    ])
      expect(findings).toContainEqual(expect.stringContaining(said));
  });

  test('where the table says less than there is to see', async () => {
    const strict: Table = {
      ...world.table,
      rows: { ...world.table.rows, 'Order.email': staffQuietly, 'Query.cart': { ...staffQuietly, by: [{ id: 'cart' }] } },
    };
    const { findings } = await runMatrix({ ...world, table: strict }, some);
    expect(findings).toContainEqual(expect.stringContaining("Order.email at order.email, Alma's: seen for owner; the table says hidden"));
    expect(findings).toContainEqual(expect.stringContaining('Query.cart(cart of Alma): seen for owner'));
  });

  test('where a change that is refused is made all the same', async () => {
    const careless: World = {
      ...world,
      send: async (query, values, caller) => {
        const input = { cartId: alma.things.cart, sku: 'MUG-CLASSIC' };
        const add = 'mutation Add($input: AddToCartInput!) { addToCart(input: $input) { __typename } }';
        if (query.includes('addToCart') && caller.role === 'another') await world.send(add, { input }, { ...caller, token: alma.token });
        return world.send(query, values, caller);
      },
    };
    const { findings } = await runMatrix(careless, (place) => place === 'Mutation.addToCart' || place === 'Query.cart');
    expect(findings).toContainEqual(expect.stringContaining('Query.cart(cart of Alma) has changed'));
  });

  test('where what exists is refused in other words than what does not', async () => {
    const telling: World = {
      ...world,
      send: async (query, values, caller) => {
        const answer = await world.send(query, values, caller);
        return values['id'] === alma.things.order ? { ...answer, text: answer.text.replace('{', '{"hint":1,') } : answer;
      },
    };
    expect((await runMatrix(telling, some)).findings).toContainEqual(expect.stringContaining('Query.order(order of Alma): seen for guest'));
  });
});

test('everybody sees what the table says, and nothing else, by every way that the API has', async () => {
  const from = Date.now();
  const report = await runMatrix(world);
  console.log(`${report.requests} requests, ${report.looked.size} looks, ${((Date.now() - from) / 1000).toFixed(1)} s`);
  expect(report.findings).toEqual([]);
  expect(unproven(world, report.looked)).toEqual([]);
  expect(report.kept).toEqual([]);
});
