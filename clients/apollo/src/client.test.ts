import { ApolloClient, gql, type TypedDocumentNode } from '@apollo/client';
import { expect, test } from 'vitest';
import {
  AddToCartDocument,
  createShopCache,
  createShopClient,
  freshKey,
  MyOrdersDocument,
  problemOf,
  SetCartLineQuantityDocument,
  ShopDocument,
} from './index.ts';

interface Sent {
  operationName: string;
  variables: Record<string, unknown>;
  token: string | null;
}

/** A shop that gives these answers, one after the other, and the last one again; a number is a status without an answer, undefined nobody there. */
function shopWith(...answers: (object | number | undefined)[]) {
  const sent: Sent[] = [];
  const ask: typeof fetch = async (_url, init) => {
    const headers = new Headers(init?.headers);
    const body = typeof init?.body === 'string' ? init.body : '{}';
    sent.push({ ...(JSON.parse(body) as Sent), token: headers.get('authorization') });
    const answer = answers[Math.min(sent.length, answers.length) - 1];
    if (answer === undefined) throw new TypeError('fetch failed');
    const status = typeof answer === 'number' ? answer : 200;
    return new Response(typeof answer === 'number' ? '{}' : JSON.stringify(answer), {
      status,
      headers: { 'content-type': 'application/json' },
    });
  };
  return { sent, fetch: ask };
}

const shop = {
  shop: {
    __typename: 'Shop',
    name: 'One',
    currencies: [],
    locales: [],
    countries: [],
    timeZone: 'UTC',
    freeShippingFrom: [],
    production: false,
  },
};
const refused = { data: { addToCart: { __typename: 'NotFound', code: 'NOT_FOUND', message: 'no cart' } } };
const open = (fetch: typeof globalThis.fetch) => createShopClient({ uri: 'http://shop/graphql', fetch, retryMs: 1 });

test('a query is sent again until somebody answers', async () => {
  const { sent, fetch } = shopWith(undefined, 503, { data: shop });
  expect((await open(fetch).query({ query: ShopDocument })).data).toMatchObject({ shop: { name: 'One' } });
  expect(sent).toHaveLength(3);
});

test('what the shop says is final: a refusal is data, and nothing is sent again', async () => {
  const { sent, fetch } = shopWith(refused);
  const input = { sku: 'MUG', quantity: 1, idempotencyKey: freshKey() };
  const { data } = await open(fetch).mutate({ mutation: AddToCartDocument, variables: { input } });
  expect(problemOf(data?.addToCart)).toMatchObject({ code: 'NOT_FOUND' });
  expect(sent).toHaveLength(1);
  const malformed = shopWith(400);
  await open(malformed.fetch).query({ query: ShopDocument });
  expect(malformed.sent).toHaveLength(1);
});

test('a mutation is sent again with its key, or where twice is the same as once, and else never', async () => {
  const tries = async (mutation: TypedDocumentNode<unknown, { input: object }>, input: object) => {
    const { sent, fetch } = shopWith(undefined);
    const { error } = await open(fetch).mutate({ mutation, variables: { input } });
    expect(error).toBeInstanceOf(TypeError);
    expect(new Set(sent.map(({ variables }) => JSON.stringify(variables))).size).toBe(1);
    return sent.length;
  };
  const adding = AddToCartDocument as TypedDocumentNode<unknown, { input: object }>;
  const setting = SetCartLineQuantityDocument as TypedDocumentNode<unknown, { input: object }>;
  expect(await tries(adding, { sku: 'MUG', quantity: 1 })).toBe(1);
  expect(await tries(adding, { sku: 'MUG', quantity: 1, idempotencyKey: freshKey() })).toBe(5);
  expect(await tries(setting, { cartId: 'one', sku: 'MUG', quantity: 1 })).toBe(5);
});

test('a token that is over is replaced once for all who wait, and each operation goes on', async () => {
  let token = 'old';
  let refreshes = 0;
  const session = {
    accessToken: () => token,
    refresh: async () => {
      refreshes += 1;
      await new Promise((resolve) => setTimeout(resolve, 5));
      token = 'new';
      return true;
    },
  };
  const over = { data: { shop: null }, errors: [{ message: 'over', path: ['shop'], extensions: { code: 'UNAUTHENTICATED' } }] };
  const { sent, fetch } = shopWith(over, over, { data: shop });
  const client = createShopClient({ uri: 'http://shop/graphql', fetch, session, retryMs: 1 });
  const answers = await Promise.all([
    client.query({ query: ShopDocument, fetchPolicy: 'network-only', context: { queryDeduplication: false } }),
    client.query({ query: ShopDocument, fetchPolicy: 'network-only', context: { queryDeduplication: false } }),
  ]);
  for (const { data } of answers) expect(data).toMatchObject({ shop: { name: 'One' } });
  expect(refreshes).toBe(1);
  expect(sent.map((one) => one.token)).toEqual(['Bearer old', 'Bearer old', 'Bearer new', 'Bearer new']);
  // Still refused with the new one: it is told, and not asked for ever.
  const closed = shopWith(over);
  const { error } = await createShopClient({ uri: 'http://shop/graphql', fetch: closed.fetch, session, retryMs: 1 }).query({
    query: ShopDocument,
  });
  expect(error).toBeDefined();
  expect(closed.sent).toHaveLength(2);
});

test('pages of one list are joined, and what has no id is merged where it stands', async () => {
  const node = (id: string) => ({
    __typename: 'Order',
    id,
    number: id,
    status: 'CONFIRMED',
    placedAt: '2026-01-01T00:00:00Z',
    totals: { __typename: 'OrderTotals', total: { __typename: 'Money', amount: '1.00', currencyCode: 'USD' } },
  });
  const page = (id: string, hasNextPage: boolean) => ({
    data: {
      me: {
        __typename: 'Customer',
        id: 'ada',
        orders: {
          __typename: 'OrderConnection',
          totalCount: 2,
          pageInfo: { __typename: 'PageInfo', hasNextPage, endCursor: id },
          edges: [{ __typename: 'OrderEdge', cursor: id, node: node(id) }],
        },
      },
    },
  });
  const { fetch } = shopWith(page('one', true), page('two', false));
  const client = open(fetch);
  const watched = client.watchQuery({ query: MyOrdersDocument });
  const subscription = watched.subscribe({});
  await expect.poll(() => watched.getCurrentResult().data?.me?.orders?.edges).toHaveLength(1);
  await watched.fetchMore({ variables: { after: 'one' } });
  subscription.unsubscribe();
  const { data } = await client.query({ query: MyOrdersDocument });
  expect(data?.me?.orders?.edges.map((edge) => edge.node.id)).toEqual(['one', 'two']);

  const cache = createShopCache();
  const write = (fields: string, availability: object) =>
    cache.writeQuery({
      query: gql`{ productVariant(sku: "MUG") { id availability { ${fields} } } }`,
      data: { productVariant: { __typename: 'ProductVariant', id: 'mug', availability: { __typename: 'Availability', ...availability } } },
    });
  write('available', { available: 3 });
  write('status', { status: 'IN_STOCK' });
  expect(cache.readQuery({ query: gql`{ productVariant(sku: "MUG") { availability { available status } } }` })).toMatchObject({
    productVariant: { availability: { available: 3, status: 'IN_STOCK' } },
  });
});

test('it is an Apollo Client, and keys are drawn', () => {
  expect(open(shopWith(500).fetch)).toBeInstanceOf(ApolloClient);
  const keys = Array.from({ length: 100 }, freshKey);
  expect(new Set(keys).size).toBe(100);
  for (const key of keys) expect(key).toMatch(/^[\w-]{22}$/);
});
