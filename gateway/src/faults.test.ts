import { silentLog } from '@cartograph/kit/log';
import { getIntrospectionQuery } from 'graphql';
import { afterEach, expect, test, vi } from 'vitest';
import type { GatewayOptions } from '#server';
import { compose } from '#testing/small-shop';
import { type Answer, startSmallGateway } from '#testing/start';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

/** A gateway, and what its log says under an id. */
async function start(options: Partial<GatewayOptions> = {}) {
  const log = silentLog();
  const written: Record<string, unknown>[] = [];
  for (const level of ['error', 'warn'] as const)
    vi.spyOn(log, level).mockImplementation((line: unknown, message?: unknown) => {
      written.push({ ...Object(line), message });
    });
  const started = await startSmallGateway({ log, ...options });
  stops.push(() => started.gateway.stop());
  /** Each line of the log that has the id of the answer, which is told to the client wherever it is a fault. */
  const linesOf = async (asked: Promise<Answer>) => {
    const { status, data, errors = [], headers } = await asked;
    const requestId = headers.get('x-request-id');
    const faults = errors.filter(({ extensions: { code } }) => code === 'INTERNAL_SERVER_ERROR' || code === 'SUBGRAPH_UNAVAILABLE');
    for (const { extensions } of faults) expect(extensions['requestId']).toBe(requestId);
    return {
      status,
      data,
      faults: faults.length,
      lines: written.filter((line) => line['requestId'] === requestId).map((line) => line['message']),
    };
  };
  return { ...started, linesOf };
}

test('a fault that the planner meets is in the log under the id that the client got, beside the 5xx itself', async () => {
  const head = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.12", import: ["@key"])';
  const sdl = `${head}
type Query { a: A } type Mutation { drop: Dropped }
union Dropped = Kept | Gone union Other = Kept | Lost
type Kept { version: Int } type Gone { id: Int } type Lost { id: Int } type A { a: Int }`;
  const execute = () => Promise.resolve({ data: { drop: { __typename: 'Kept', version: 1 } } });
  const { ask, linesOf } = await start({ supergraphSdl: await compose({ sdl }), sources: () => ({ execute }) });
  const unusual = '{ a { a } __type(name: "Query") { isOneOf } }';
  expect(await linesOf(ask(unusual, { 'x-request-id': 'find-me' }))).toEqual({
    status: 500,
    data: undefined,
    faults: 1,
    lines: ['a request failed', 'answered with a server error'],
  });
  const twoUnions = 'mutation { drop { ... on Dropped { ... on Other { ... on Kept { version } } } } }';
  const { status, data, lines } = await linesOf(ask(twoUnions));
  if (status === 200) expect(data).toEqual({ drop: { version: 1 } });
  else expect([status, lines]).toEqual([500, ['a request failed', 'answered with a server error']]);
});

test('a request that fails before its operation is looked at has its id and its lines, too', async () => {
  const { ask, linesOf, tokens } = await start({ jwks: () => Promise.reject(new Error('customers is down')) });
  const authorization = `Bearer ${await tokens.token()}`;
  const seen = {
    status: 503,
    data: undefined,
    faults: 1,
    lines: ['a request failed before it was carried out', 'answered with a server error'],
  };
  expect(await linesOf(ask('{ whoAmI }', { authorization }))).toEqual(seen);
  const tooShort = { kty: 'OKP', kid: 'key-1', alg: 'EdDSA', crv: 'Ed25519', x: 'AA' };
  const broken = await start({ jwks: () => Promise.resolve({ keys: [tooShort] }) });
  const line = await broken.linesOf(broken.ask('{ whoAmI }', { authorization }));
  expect(line).toEqual({ ...seen, status: 500 });
});

test('what a room says and clients do not see is in the log, unless the room has logged it itself', async () => {
  const errors: object[] = [];
  const execute = () => Promise.resolve({ data: { whoAmI: null }, errors: errors as { message: string }[] });
  const { ask, linesOf } = await start({ sources: () => ({ execute }) });
  const masked = [
    { message: 'Cannot query field "whoAmI".', extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } },
    { message: 'relation "x" does not exist', path: ['whoAmI'] },
    { message: 'of another request', extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'other' } },
    {},
  ];
  for (const error of masked) {
    errors.splice(0, 1, error);
    const lines = ['a room said what clients do not see'];
    // Apollo's way and the fast lane.
    for (const way of ['first', 'second'])
      expect([way, await linesOf(ask('{ whoAmI }'))]).toEqual([way, { status: 200, data: { whoAmI: null }, faults: 1, lines }]);
  }
  errors.splice(0, 1, { message: 'Something went wrong.', extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'logged-there' } });
  expect((await linesOf(ask('{ whoAmI }', { 'x-request-id': 'logged-there' }))).lines).toEqual([]);
  errors.splice(0, 1, { message: 'Sign in.', path: ['whoAmI'], extensions: { code: 'UNAUTHENTICATED' } });
  expect(await linesOf(ask('{ whoAmI }'))).toEqual({ status: 200, data: { whoAmI: null }, faults: 0, lines: [] });
});

test('a command is never answered by a null alone, even when its room says nothing else', async () => {
  const execute = () => Promise.resolve({ data: { order: null } });
  const { ask, linesOf } = await start({ sources: () => ({ execute }) });
  for (const way of ['first', 'second']) {
    const answer = await linesOf(ask('mutation { order(sku: "A") }'));
    expect([way, answer]).toEqual([way, { status: 200, data: null, faults: 1, lines: ['an answer of a room did not fit the schema'] }]);
  }
});

test('clients that ask for all of the schema that graphql-js knows are answered, isOneOf too', async () => {
  const { ask, linesOf, gateway } = await start();
  const whole = await ask(
    getIntrospectionQuery({ oneOf: true, specifiedByUrl: true, inputValueDeprecation: true, schemaDescription: true }),
  );
  expect([whole.status, whole.errors, typeof whole.data?.['__schema']]).toEqual([200, undefined, 'object']);
  const asked =
    'query ($name: String!) { ...T } fragment T on Query { a: __type(name: $name) { isOneOf } b: __type(name: "Filter") { isOneOf } __typename }';
  expect((await ask(asked, {}, { name: 'Query' })).data).toEqual({ a: { isOneOf: null }, b: { isOneOf: false }, __typename: 'Query' });
  expect((await ask(asked, {}, {})).errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT' });
  expect((await ask('mutation { __typename }')).data).toEqual({ __typename: 'Mutation' });
  expect(await linesOf(ask('{ __typename @skip(if: true) }'))).toEqual({ status: 200, data: {}, faults: 0, lines: [] });
  expect(gateway.url).toContain('http');
});
