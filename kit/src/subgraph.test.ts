import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { heldMegabytes } from '../testing/heap.ts';
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

test('what is nested without end is refused like any text that is no operation, and no stack runs over', async () => {
  const [deep, wide] = [20_000, 200];
  const nested = (levels: number) => [
    `{ count(filter: ${'['.repeat(levels)}${']'.repeat(levels)}) }`,
    `{ ${'... { '.repeat(levels)} count ${'}'.repeat(levels)} }`,
    `{ count(filter: ${'{ after: '.repeat(levels)}1${'}'.repeat(levels)}) }`,
    `query ($a: ${'['.repeat(levels)}Int${']'.repeat(levels)}) { count }`,
    '{ count '.repeat(levels),
  ];
  for (const query of nested(deep)) {
    expect(await refusals(query)).toEqual([['GRAPHQL_PARSE_FAILED', 'The operation has more than 250 brackets within each other.']]);
    // Without the bound the parser goes as deep as its stack.
    expect(() => parse(query)).toThrow(RangeError);
  }
  for (const query of nested(wide)) expect(JSON.stringify((await refusals(query)) ?? [])).not.toContain('brackets within');
});

test('a room without a bound would hold what strangers have written for good', async () => {
  const held = async (bounds?: { documentsBytes: number }) => {
    const one = createExecute(schema, () => ({}), silentLog(), undefined, bounds);
    const before = await heldMegabytes();
    // Half a megabyte each: one letter that is not Latin makes two bytes of every other.
    for (let index = 0; index < 100; index += 1) await one({ query: `{ count } #\u0439${index}${'x'.repeat(255_000)}` }, guest);
    const after = await heldMegabytes();
    // Still in use here, or it would be gone.
    await one({ query: '{ count }' }, guest);
    return after - before;
  };
  expect(await held()).toBeLessThan(25);
  expect(await held({ documentsBytes: Number.POSITIVE_INFINITY })).toBeGreaterThan(40);
});
