import { GraphQLError } from 'graphql';
import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { guest } from './caller.ts';
import { openDatabase } from './db.ts';
import { silentLog } from './log.ts';
import { RemoteUnavailable } from './remote.ts';
import { buildSubgraph, createExecute } from './subgraph.ts';

const sdl = `enum Mood { CALM } union Thing = Mug
type Mug { sku: ID }
type Query { count(times: Int! = 1): Int mood: Mood number: Int thing: Thing must: Int! odd: Int away: Int later: Int told: Int }`;
const odd = () => {
  throw new GraphQLError('of a library, without a code', { originalError: new Error('at db:5432') });
};
/** Nothing listens on port 1. */
const db = openDatabase({ url: 'postgres://nobody@127.0.0.1:1/none', log: silentLog() });
const outages = {
  away: () => db.query({ text: 'select 1' }),
  later: async () => {
    throw new Error('Failed query: select', { cause: Object.assign(new pg.DatabaseError('shutting down', 1, 'error'), { code: '57P01' }) });
  },
  told: () => {
    throw new RemoteUnavailable('inventory: unreachable');
  },
};
const schema = buildSubgraph(sdl, {
  Query: {
    count: (_: unknown, { times }: { times: number }) => times,
    mood: () => 'WILD',
    number: () => 'many',
    thing: () => ({}),
    odd,
    ...outages,
  },
});
const execute = createExecute(schema, () => ({}), silentLog());
const codes = async (query: string, variables: Record<string, unknown> = {}) =>
  (await execute({ query, variables }, guest, 'asked-1')).errors?.map(({ extensions }) => extensions?.['code']);

afterAll(() => db.close());

test('a null that is handed in where none may stand is bad input: of an argument, of a condition, at the root and below', async () => {
  expect(await codes('query ($times: Int = 2) { count(times: $times) }', { times: null })).toEqual(['BAD_USER_INPUT']);
  expect(await codes('query ($b: Boolean = true) { count @include(if: $b) }', { b: null })).toEqual(['BAD_USER_INPUT']);
  expect(await codes('query ($times: Int = 2) { count(times: $times) }')).toBeUndefined();
});

test('what a resolver gives and the schema forbids is a fault of ours, although graphql-js says it without a code, too', async () => {
  const { errors } = await execute({ query: '{ mood number thing { __typename } odd }' }, guest, 'asked-1');
  const fault = { message: 'Something went wrong on our side.', extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'asked-1' } };
  expect(errors).toMatchObject([fault, fault, fault, fault]);
  expect(await codes('{ must }')).toEqual(['INTERNAL_SERVER_ERROR']);
});

test('a database or a room that is away is told of as such, so that a client may try again, and never as a fault of ours', async () => {
  const { data, errors } = await execute({ query: '{ away later told count }' }, guest, 'asked-2');
  expect(data).toEqual({ away: null, later: null, told: null, count: 1 });
  const message = 'This part of the shop is not available right now.';
  const told = ['away', 'later', 'told'].map((field) => ({
    message,
    path: [field],
    extensions: { code: 'SUBGRAPH_UNAVAILABLE', requestId: 'asked-2' },
  }));
  expect(errors?.toSorted((a, b) => String(a.path).localeCompare(String(b.path)))).toMatchObject(told);
});
