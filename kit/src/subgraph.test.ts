import { expect, test } from 'vitest';
import { guest } from './caller.ts';
import { silentLog } from './log.ts';
import { DateTime, Decimal } from './scalars.ts';
import { buildSubgraph, createExecute } from './subgraph.ts';

const sdl = `scalar DateTime scalar Decimal input Filter { after: DateTime }
type Query { count(filter: Filter, amount: Decimal): Int }`;
const schema = buildSubgraph(sdl, { DateTime, Decimal, Query: { count: () => 1 } });
const execute = createExecute(schema, () => ({}), silentLog());
const refusals = async (query: string, variables?: Record<string, unknown>) =>
  (await execute({ query, variables }, guest)).errors?.map(({ message, extensions }) => [extensions?.['code'], message]);

const wrongDate = 'DateTime must be ISO 8601 with a time zone, such as "2026-01-31T12:00:00Z": nothing else is read.';
const wrongDecimal = 'Decimal must be a string such as "1249.90".';

test('a value that a scalar refuses is bad input in its own words, written in the operation or handed in', async () => {
  expect(await refusals('{ count(filter: { after: "nope" }) }')).toEqual([['BAD_USER_INPUT', wrongDate]]);
  expect(await refusals('{ count(amount: 12.5) }')).toEqual([['BAD_USER_INPUT', wrongDecimal]]);
  const handedIn = await refusals('query ($amount: Decimal) { count(amount: $amount) }', { amount: 'abc' });
  expect(handedIn).toEqual([['BAD_USER_INPUT', expect.stringContaining(wrongDecimal)]]);
});

test('what does not fit the schema stays a fault between the gateway and the room', async () => {
  expect(await refusals('{ nothing }')).toMatchObject([['GRAPHQL_VALIDATION_FAILED', expect.any(String)]]);
  expect(await refusals('{')).toMatchObject([['GRAPHQL_PARSE_FAILED', expect.any(String)]]);
});
