import { GraphQLError } from 'graphql';
import { expect, test } from 'vitest';
import { guest } from './caller.ts';
import { silentLog } from './log.ts';
import { buildSubgraph, createExecute } from './subgraph.ts';

const sdl = `enum Mood { CALM } union Thing = Mug
type Mug { sku: ID }
type Query { count(times: Int! = 1): Int mood: Mood number: Int thing: Thing must: Int! odd: Int }`;
const odd = () => {
  throw new GraphQLError('of a library, without a code', { originalError: new Error('at db:5432') });
};
const schema = buildSubgraph(sdl, {
  Query: { count: (_: unknown, { times }: { times: number }) => times, mood: () => 'WILD', number: () => 'many', thing: () => ({}), odd },
});
const execute = createExecute(schema, () => ({}), silentLog());
const codes = async (query: string, variables: Record<string, unknown> = {}) =>
  (await execute({ query, variables }, guest, 'asked-1')).errors?.map(({ extensions }) => extensions?.['code']);

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
