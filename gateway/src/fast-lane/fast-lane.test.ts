import { silentLog } from '@cartograph/kit/log';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { fastLaneRequests } from '#metrics';
import { compose } from '#testing/small-shop';
import { type Started, startSmallGateway } from '#testing/start';
import { drawAnswer, drawOperation, zooSdl } from '#testing/zoo';

let started: Started;
beforeAll(async () => {
  started = await startSmallGateway();
});
afterAll(() => started.gateway.stop());

const taken = async (): Promise<number> => (await fastLaneRequests.get()).values[0]?.value ?? 0;

let before = 0;
beforeEach(async () => {
  before = await taken();
});

interface Request {
  query: string;
  variables?: Record<string, unknown> | null;
  operationName?: string | null;
  extensions?: Record<string, unknown> | null;
}

/** Everything of an answer that a client can see. */
async function send(request: Request, headers: Record<string, string> = {}, { gateway } = started) {
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-request-id': 'same', ...headers },
    body: JSON.stringify(request),
  });
  const { date: _, ...shown } = Object.fromEntries(response.headers);
  return { status: response.status, headers: shown, body: await response.text() };
}

/** Apollo's way first, then ours. */
async function expectSame(request: Request, headers?: Record<string, string>) {
  const from = await taken();
  const first = await send(request, headers);
  expect(await taken()).toBe(from);
  expect(await send(request, headers)).toEqual(first);
  expect(await taken()).toBe(from + 1);
  return first;
}

test('whatever objects and values a room answers, the fast lane makes of them what Apollo makes of them', async () => {
  let draw: fc.GeneratorValue | undefined;
  let answer: Record<string, unknown> | undefined;
  const room = async ({ query }: { query: string }) => {
    if (draw) answer ??= drawAnswer(draw, query);
    return { data: structuredClone(answer ?? {}) };
  };
  const supergraphSdl = await compose({ zoo: zooSdl });
  const zoo = await startSmallGateway({ supergraphSdl, sources: () => ({ execute: room }), log: silentLog() });
  let runs = 0;
  await fc.assert(
    fc.asyncProperty(fc.gen(), async (drawn) => {
      [draw, answer] = [drawn, undefined];
      const query = `${drawOperation(drawn)} # ${++runs}`;
      const [first, second] = [await send({ query }, {}, zoo), await send({ query }, {}, zoo)];
      // Apollo brings together what stands in fragments of one type; the specification keeps the order in which fields are asked for.
      const read = ({ body, ...rest }: typeof first): unknown => ({ ...rest, body: JSON.parse(body) as unknown });
      expect([query, answer, read(second)]).toEqual([query, answer, read(first)]);
      expect(first.status).toBe(200);
    }),
    { numRuns: 300 },
  );
  // All but those that ask for nothing but __typename.
  expect(await taken()).toBeGreaterThan(before + 200);
  await zoo.gateway.stop();
});

test('callers, variables, aliases, fragments and names are the same on both ways', async () => {
  const token = { authorization: `Bearer ${await started.tokens.token()}` };
  await expectSame({ query: '{ me: whoAmI __typename }' });
  await expectSame({ query: '{ me: whoAmI # ada\n}' }, token);
  expect((await send({ query: '{ me: whoAmI # ada\n}' }, token)).body).toBe('{"data":{"me":"ada@example.com"}}\n');
  await expectSame({ query: 'query A { whoAmI } query B { orders }', operationName: 'B', variables: null, extensions: null });
  await expectSame({ query: 'query A { whoAmI } query B { orders }', operationName: 'A', extensions: { clientLibrary: { name: 'x' } } });
  const page = 'query ($first: Int = 1) { products(first: $first) { ...P } } fragment P on Product { sku t: title sku __typename }';
  await expectSame({ query: page, variables: { first: 2 } });
  for (const variables of [{}, { first: null }, { first: 3, unknown: 'x' }])
    expect((await send({ query: page, variables })).status).toBe(200);
  expect((await send({ query: page })).body).toBe('{"data":{"products":[{"sku":"SKU-0","t":"Brass lamp","__typename":"Product"}]}}\n');
});

test('a command is carried out once a request on both ways', async () => {
  const query = 'mutation Order($sku: String!, $at: DateTime) { order(sku: $sku, at: $at) }';
  const orders = started.shop.orders.length;
  await expectSame({ query, variables: { sku: 'ONCE', at: '2026-01-31T12:00:00Z' } });
  expect(started.shop.orders.slice(orders)).toEqual(['ONCE', 'ONCE']);
});

test('refusals and faults of rooms look the same on both ways', async () => {
  await expectSame({ query: '{ staffOnly products(first: 101) { sku } }' });
  await expectSame({ query: '{ broken orders }' });
  await expectSame({ query: '{ lies { title } whoAmI }' });
  await expectSame({ query: 'mutation ($at: DateTime) { order(sku: "NEVER", at: $at) }', variables: { at: 'nope' } });
  expect(started.shop.orders).not.toContain('NEVER');
  const dead = await startSmallGateway({ sources: () => ({ execute: () => Promise.reject(new Error('at db:5432')) }) });
  const query = '{ whoAmI }';
  const first = await send({ query }, {}, dead);
  expect(await send({ query }, {}, dead)).toEqual(first);
  expect(first.body).toContain('SUBGRAPH_UNAVAILABLE');
  expect(await taken()).toBe(before + 5);
  await dead.gateway.stop();
});

test('a room that answers with something else than a GraphQL response counts as dead on both ways', async () => {
  const answers: unknown[] = [
    { errors: [null] },
    { errors: 'x', data: {} },
    { errors: { 0: 'x' }, data: {} },
    { data: ['x'] },
    { data: 'x' },
    [],
  ];
  let answer: unknown;
  const execute = () => Promise.resolve(answer as { data: null });
  const odd = await startSmallGateway({ sources: () => ({ execute }) });
  for (answer of answers) {
    const query = `mutation { order(sku: "A") } # ${JSON.stringify(answer)}`;
    const first = await send({ query }, {}, odd);
    expect(first.body).toContain('SUBGRAPH_UNAVAILABLE');
    expect(await send({ query }, {}, odd)).toEqual(first);
  }
  expect(await taken()).toBe(before + answers.length);
  await odd.gateway.stop();
});

test('a deadline ends a query on both ways, and a mutation goes on behind it', async () => {
  const hurried = await startSmallGateway({ deadlines: { queryMs: 100, mutationMs: 100 } });
  for (const query of ['{ slow(ms: 1000) }', 'mutation { order(sku: "LATE", ms: 300) }']) {
    const first = await send({ query }, {}, hurried);
    expect(first.body).toContain('TIMEOUT');
    expect(await send({ query }, {}, hurried)).toEqual(first);
  }
  expect(await taken()).toBe(before + 2);
  await expect.poll(() => hurried.shop.orders).toEqual(['LATE', 'LATE']);
  await hurried.gateway.stop();
});

test('each Accept header gets the media type that Apollo would give it', async () => {
  const query = '{ whoAmI # typed\n}';
  await send({ query });
  for (const accept of [
    'application/json',
    'application/graphql-response+json',
    'application/graphql-response+json, application/json;q=0.9',
  ]) {
    const first = await send({ query }, { accept });
    expect(await send({ query }, { accept })).toEqual(first);
    expect(first.headers['content-type']).toBe(`${accept.split(',')[0]}; charset=utf-8`);
  }
  const none = await send({ query }, { accept: 'image/png' });
  expect([none.status, (await send({ query }, { accept: 'image/png' })).status]).toEqual([406, 406]);
  expect(await taken()).toBe(before + 3);
});

test.each<[string, Request, Record<string, string>]>([
  ['more than one room', { query: '{ products { sku available } }' }, {}],
  ['@include', { query: 'query ($x: Boolean!) { whoAmI @include(if: $x) }', variables: { x: false } }, {}],
  ['the schema', { query: '{ whoAmI __schema { queryType { name } } }' }, {}],
  ['an alias that looks like introspection', { query: '{ __typename: whoAmI }' }, {}],
  ['its plan', { query: '{ whoAmI # plan\n}' }, { 'apollo-query-plan-experimental': '1' }],
  ['an answer to a hash', { query: '{ whoAmI # hash\n}', extensions: { persistedQuery: { version: 1, sha256Hash: 'no' } } }, {}],
])('a request for %s always goes Apollo’s way', async (_, request, headers) => {
  if (request.extensions || headers['apollo-query-plan-experimental']) await send({ query: request.query });
  const first = await send(request, headers);
  expect(await send(request, headers)).toEqual(first);
  expect(await taken()).toBe(before);
});

test('a known operation is refused like any other when its caller, its variables or its cost are not acceptable', async () => {
  const pages = Array.from({ length: 29 }, (_, index) => `p${index}: products(first: $first) { ${'sku '.repeat(42)} }`);
  const page = `query ($first: Int!) { ${pages.join(' ')} }`;
  await expectSame({ query: page, variables: { first: 1 } });
  const refusals: [Request, Record<string, string>, number, string][] = [
    [{ query: page, variables: { first: 100 } }, {}, 200, 'has a cost of 121829'],
    [{ query: page, variables: { first: 'many' } }, {}, 200, 'BAD_USER_INPUT'],
    [{ query: page, variables: {} }, {}, 200, 'BAD_USER_INPUT'],
    [{ query: page, variables: { first: 1 } }, { authorization: 'Bearer nonsense' }, 401, 'UNAUTHENTICATED'],
  ];
  const calls = started.shop.calls.products;
  for (const [request, headers, status, said] of refusals) {
    const answer = await send(request, headers);
    expect([answer.status, answer.body]).toEqual([status, expect.stringContaining(said)]);
  }
  const odd = { query: page, variables: [1] } as unknown as Request;
  expect((await send(odd)).status).toBe(400);
  expect(started.shop.calls.products).toBe(calls);
  expect(await taken()).toBe(before + 1);
});
