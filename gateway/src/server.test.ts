import { createHash } from 'node:crypto';
import { registry } from '@cartograph/kit/metrics';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { type Started, startSmallGateway } from '#testing/start';
import { testTokens } from '#testing/tokens';

let started: Started;
beforeAll(async () => {
  started = await startSmallGateway({ examples: ['query Lamps { products { sku } }'] });
});
afterAll(() => started.gateway.stop());

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

test('a page is answered from two rooms, and every answer has a request id', async () => {
  const { data, errors, headers } = await started.ask('{ products(first: 2) { title available } }', { 'x-request-id': 'page-1' });
  expect(errors).toBeUndefined();
  expect(data).toEqual({
    products: [
      { title: 'Brass lamp', available: 7 },
      { title: 'Oak chair', available: 7 },
    ],
  });
  expect(headers.get('x-request-id')).toBe('page-1');
  const other = await fetch(`${started.gateway.url}/nowhere`, { headers: { 'x-request-id': 'not ok: too strange' } });
  expect(other.status).toBe(404);
  expect(other.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
});

test('no header is a guest, a valid token is its customer', async () => {
  expect((await started.ask('{ whoAmI }')).data).toEqual({ whoAmI: 'guest' });
  expect((await started.ask('{ whoAmI }', bearer(await started.tokens.token()))).data).toEqual({ whoAmI: 'ada@example.com' });
  const staff = bearer(await started.tokens.token({ roles: ['staff', 'emperor'] }));
  expect((await started.ask('{ staffOnly }', staff)).data).toEqual({ staffOnly: 'for staff' });
  expect(started.shop.callers.at(-1)).toMatchObject({ kind: 'customer', roles: ['staff'] });
});

test('rooms are told where a request came from, and a client cannot say it is elsewhere', async () => {
  const elsewhere = { 'x-forwarded-for': '192.0.2.1', forwarded: 'for=192.0.2.1', 'cartograph-caller': 'e30' };
  for (const headers of [elsewhere, { ...elsewhere, ...bearer(await started.tokens.token()) }]) {
    await started.ask('{ whoAmI }', headers);
    expect(started.shop.callers.at(-1)).toMatchObject({ client: '127.0.0.1' });
  }
});

test('a token that is expired, tampered with, of another key, issuer or audience, or no token at all fails the whole request', async () => {
  const { tokens } = started;
  const good = await tokens.token();
  const [head = '', body = '', signature = ''] = good.split('.');
  const forged = Buffer.from(JSON.stringify({ ...JSON.parse(Buffer.from(body, 'base64url').toString()), roles: ['admin'] }));
  const none = Buffer.from('{"alg":"none"}').toString('base64url');
  const bad = [
    `Bearer ${await tokens.token({ expiresIn: '-1s' })}`,
    `Bearer ${head}.${forged.toString('base64url')}.${signature}`,
    `Bearer ${none}.${body}.`,
    `Bearer ${await (await testTokens()).token()}`,
    `Bearer ${await (await testTokens('key-9')).token()}`,
    `Bearer ${await tokens.token({ iss: 'elsewhere' })}`,
    `Bearer ${await tokens.token({ aud: 'elsewhere' })}`,
    'Bearer',
    'Bearer nonsense',
    `Basic ${Buffer.from('ada:secret').toString('base64')}`,
    good,
  ];
  const before = started.shop.callers.length;
  for (const authorization of bad) {
    const { status, data, errors } = await started.ask('{ whoAmI }', { authorization });
    expect([status, errors?.[0]?.extensions['code'], data]).toEqual([401, 'UNAUTHENTICATED', undefined]);
  }
  expect(started.shop.callers.length).toBe(before);
});

test('a token that was believed is refused from the second in which it expires', async () => {
  // A token counts in whole seconds: by the real clock this one would live for any part of one.
  vi.useFakeTimers({ toFake: ['Date'] });
  onTestFinished(() => void vi.useRealTimers());
  const signed = Math.ceil(Date.now() / 1_000) * 1_000;
  vi.setSystemTime(signed);
  const short = bearer(await started.tokens.token({ expiresIn: '1s' }));
  vi.setSystemTime(signed + 999);
  expect((await started.ask('{ whoAmI }', short)).data).toEqual({ whoAmI: 'ada@example.com' });
  vi.setSystemTime(signed + 1_000);
  expect((await started.ask('{ whoAmI }', short)).errors?.[0]?.extensions['code']).toBe('UNAUTHENTICATED');
});

test("a room's refusal keeps its code, message, path and argument; its fault keeps nothing but the request id", async () => {
  const refused = await started.ask('{ mine: staffOnly products(first: 101) { sku } }');
  expect(refused.status).toBe(200);
  expect(refused.errors).toEqual([
    { message: 'Sign in to do this.', path: ['mine'], extensions: { code: 'UNAUTHENTICATED' } },
    { message: 'first must be from 1 to 100.', path: ['products'], extensions: { code: 'BAD_USER_INPUT', argumentName: 'first' } },
  ]);
  const failed = await started.ask('{ broken whoAmI }');
  expect(failed.data).toEqual({ broken: null, whoAmI: 'guest' });
  expect(failed.errors).toEqual([
    {
      message: 'Something went wrong on our side.',
      path: ['broken'],
      extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: failed.headers.get('x-request-id') },
    },
  ]);
});

test('an answer that does not fit the schema is a masked error of the room, without notes of the planner', async () => {
  const { data, errors, extensions } = await started.ask('{ lies { title } }');
  expect(data).toEqual({ lies: null });
  expect(errors?.[0]?.extensions['code']).toBe('INTERNAL_SERVER_ERROR');
  expect(extensions).toBeUndefined();
});

test('what GraphQL refuses has a code: syntax, unknown field, wrong variable, unknown operation', async () => {
  const codes = async (body: object, accept: string) => {
    const response = await fetch(`${started.gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept },
      body: JSON.stringify(body),
    });
    const { errors } = (await response.json()) as { errors: { extensions: Record<string, unknown> }[] };
    expect(Object.keys(errors[0]?.extensions ?? {})).toEqual(['code']);
    return [response.status, errors[0]?.extensions['code']];
  };
  const wrong = { query: 'query Q($first: Int) { products(first: $first) { sku } }', variables: { first: 'many' } };
  const newer = 'application/graphql-response+json';
  expect(await codes({ query: '{' }, newer)).toEqual([400, 'GRAPHQL_PARSE_FAILED']);
  expect(await codes({ query: '{ nothing }' }, newer)).toEqual([400, 'GRAPHQL_VALIDATION_FAILED']);
  expect(await codes({ query: '{ productsSecret }' }, newer)).toEqual([400, 'GRAPHQL_VALIDATION_FAILED']);
  expect(await codes(wrong, newer)).toEqual([400, 'BAD_USER_INPUT']);
  expect(await codes(wrong, 'application/json')).toEqual([200, 'BAD_USER_INPUT']);
  expect(await codes({ query: '{ whoAmI }', operationName: 'Other' }, newer)).toEqual([400, 'OPERATION_RESOLUTION_FAILURE']);
  expect(await codes({ query: 'query A { whoAmI } query B { whoAmI }' }, newer)).toEqual([400, 'OPERATION_RESOLUTION_FAILURE']);
});

test('a value that a scalar refuses is bad input in its own words, written in the operation or handed in', async () => {
  const sentence = 'DateTime must be ISO 8601 with a time zone, such as "2026-01-31T12:00:00Z"';
  const badInput = { message: expect.stringContaining(sentence), extensions: { code: 'BAD_USER_INPUT' } };
  const asked = [
    await started.ask('{ orders(filter: { placedAfter: "nope" }) }'),
    await started.ask('mutation { order(sku: "NEVER", at: 5) }'),
    await started.ask('query ($after: DateTime) { orders(filter: { placedAfter: $after }) }', {}, { after: 'nope' }),
    await started.ask('mutation ($at: DateTime) { order(sku: "NEVER", at: $at) }', {}, { at: 'nope' }),
  ];
  for (const { errors } of asked) expect(errors).toEqual([badInput]);
  expect((await started.ask('{ orders(filter: { placedAfter: "2026-01-31T12:00:00Z" }) }')).data).toEqual({ orders: 0 });
});

test('too large an operation or body is refused before it is planned', async () => {
  const deep = await started.ask(`{ ${'a { '.repeat(15)} b ${'}'.repeat(15)} }`);
  expect([deep.status, deep.errors?.[0]?.extensions['code']]).toEqual([400, 'GRAPHQL_VALIDATION_FAILED']);
  const tokens = await started.ask(`{ ${'whoAmI '.repeat(6_000)} }`);
  expect(tokens.errors?.[0]?.message).toMatch(/5000 tokens/);
  const large = await started.ask('{ whoAmI }', {}, { filler: 'x'.repeat(300_000) });
  expect([large.status, large.errors?.[0]?.message]).toEqual([413, 'The body is too large: at most 256 kB are read.']);
});

test('too costly an operation is refused before it reaches a room, and only with the variables that make it so', async () => {
  const pages = Array.from({ length: 29 }, (_, index) => `p${index}: products(first: $first) { ${'sku '.repeat(42)} }`);
  const query = `query ($first: Int) { ${pages.join(' ')} }`;
  const before = started.shop.calls.products;
  const refused = await started.ask(query, { accept: 'application/graphql-response+json' }, { first: 100 });
  expect([refused.status, refused.errors?.[0]?.extensions]).toEqual([400, { code: 'GRAPHQL_VALIDATION_FAILED' }]);
  expect(refused.errors?.[0]?.message).toMatch(/^The operation has a cost of 121829; at most 120000 is allowed\./);
  expect(started.shop.calls.products).toBe(before);
  expect((await started.ask(query, {}, { first: 1 })).data?.['p28']).toEqual([{ sku: 'SKU-0' }]);
});

test('a subscription is refused in plain words', async () => {
  for (const query of ['subscription { x }', 'query A { whoAmI } subscription B { x }']) {
    const { status, errors } = await started.ask(query);
    const message = 'There are no subscriptions here: send a query or a mutation.';
    expect([status, errors]).toEqual([400, [{ message, extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]]);
  }
});

test('two operations in one request are refused, and a form of another site reaches nothing', async () => {
  const send = (body: string, type: string) =>
    fetch(`${started.gateway.url}/graphql`, { method: 'POST', headers: { 'content-type': type }, body });
  expect((await send('[{"query":"{ whoAmI }"}]', 'application/json')).status).toBe(400);
  expect((await send('{"query":"{ whoAmI }"}', 'text/plain')).status).toBe(415);
  expect((await fetch(`${started.gateway.url}/graphql?query={whoAmI}`)).status).toBe(400);
  const simple = await fetch(`${started.gateway.url}/graphql?query={whoAmI}`, { headers: { 'apollo-require-preflight': '1' } });
  expect(await simple.json()).toEqual({ data: { whoAmI: 'guest' } });
});

test('a client may send the hash of an operation that it has sent before, and a hash must be of its operation', async () => {
  const query = '{ whoAmI }';
  const send = async (sha256Hash: string, body: object) => {
    const response = await fetch(`${started.gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...body, extensions: { persistedQuery: { version: 1, sha256Hash } } }),
    });
    const { data, errors } = (await response.json()) as { data?: unknown; errors?: { extensions: { code: string } }[] };
    return errors?.[0]?.extensions.code ?? data;
  };
  const hash = createHash('sha256').update(query).digest('hex');
  expect(await send(hash, {})).toBe('PERSISTED_QUERY_NOT_FOUND');
  expect(await send('0'.repeat(64), { query })).toBe('BAD_REQUEST');
  expect(await send(hash, { query })).toEqual({ whoAmI: 'guest' });
  expect(await send(hash, {})).toEqual({ whoAmI: 'guest' });
});

test('Apollo Sandbox and pages of this machine may call in development, other origins may not', async () => {
  const preflight = (origin: string) =>
    fetch(`${started.gateway.url}/graphql`, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization,content-type' },
    });
  for (const origin of ['https://studio.apollographql.com', 'http://localhost:3000']) {
    const { status, headers } = await preflight(origin);
    expect([status, headers.get('access-control-allow-origin')]).toEqual([204, origin]);
    expect(headers.get('access-control-allow-headers')).toContain('authorization');
  }
  expect((await preflight('https://evil.example')).headers.get('access-control-allow-origin')).toBeNull();
});

test('a browser finds Sandbox at /graphql', async () => {
  const page = await fetch(`${started.gateway.url}/graphql`, { headers: { accept: 'text/html' } });
  expect(page.status).toBe(200);
  expect(await page.text()).toContain('sandbox');
});

test('a token is neither refused nor believed while the keys cannot be had', async () => {
  const { gateway, ask, tokens } = await startSmallGateway({ jwks: () => Promise.reject(new Error('customers is down')) });
  const { status, errors } = await ask('{ whoAmI }', bearer(await tokens.token()));
  expect([status, errors?.[0]?.extensions['code']]).toEqual([503, 'SUBGRAPH_UNAVAILABLE']);
  expect((await ask('{ whoAmI }')).data).toEqual({ whoAmI: 'guest' });
  await gateway.stop();
});

test('production tells nothing about the schema', async () => {
  const { gateway, ask } = await startSmallGateway({ production: true });
  expect((await ask('{ __schema { types { name } } }')).errors).toMatchObject([
    { message: 'The schema cannot be read by introspection here.', extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } },
  ]);
  expect((await ask('{ whoAm }')).errors?.[0]?.message).not.toContain('whoAmI');
  const plan = await ask('{ whoAmI }', { 'apollo-query-plan-experimental': '1' });
  expect(Object.keys(plan)).not.toContain('extensions');
  for (const page of ['/graphiql', '/']) expect((await fetch(`${gateway.url}${page}`)).status).toBe(404);
  await gateway.stop();
});

test('a taken port is one clear sentence', async () => {
  const port = Number(new URL(started.gateway.url).port);
  await expect(startSmallGateway({ port })).rejects.toThrow(`PORT: ${port} is already taken on 127.0.0.1; choose another.`);
});

test('health answers, and figures are not told at the public port', async () => {
  const { url } = started.gateway;
  expect((await fetch(`${url}/health/live`)).status).toBe(200);
  expect((await fetch(`${url}/health/ready`)).status).toBe(200);
  expect((await fetch(`${url}/metrics`)).status).toBe(404);
  expect(await registry.metrics()).toContain('cartograph_gateway_room_seconds_count{room="products",outcome="ok"}');
});
