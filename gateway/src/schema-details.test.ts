import { silentLog } from '@cartograph/kit/log';
import { buildSubgraph, createExecute } from '@cartograph/kit/subgraph';
import { expect, test } from 'vitest';
import { compose } from '#testing/small-shop';
import { startSmallGateway } from '#testing/start';

const sdl = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.12")
enum Sorting { RELEVANCE PRICE_FALLING }
input Filter { status: [Sorting!] placedAfter: String secretId: ID! }
type Query { products(filter: Filter, sort: Sorting): Int order(numberOf: ID!): Int }`;

const asked: [query: string, variables: Record<string, unknown>][] = [
  ['query ($f: Filter) { products(filter: $f) }', { f: { stauts: ['X'] } }],
  ['query ($f: Filter) { products(filter: $f) }', { f: { status: ['RELEVANC'], secretId: '1' } }],
  ['query ($s: Sorting) { products(sort: $s) }', { s: 'PRICE_FALING' }],
  ['query ($f: Filter) { products(filter: $f) }', { f: {} }],
  ['{ products(filter: { placedAftr: "x" }) }', {}],
  ['{ products(sort: RELEVANC) }', {}],
  ['{ order }', {}],
  ['{ order(numbrOf: 1) }', {}],
  ['{ produts }', {}],
];
/** Names that the client has not said itself. */
const names = /Did you mean|"status"|placedAfter|secretId|RELEVANCE\b|PRICE_FALLING|numberOf|products"\?/;

test('production names nothing of the schema to somebody who guesses, in variables or in the text; development helps', async () => {
  const execute = createExecute(buildSubgraph(sdl, {}), () => ({}), silentLog());
  const options = { supergraphSdl: await compose({ sdl }), sources: () => ({ execute }) };
  const [production, development] = [await startSmallGateway({ ...options, production: true }), await startSmallGateway(options)];
  for (const [query, variables] of asked) {
    const said = async ({ ask }: typeof production) =>
      (await ask(query, {}, variables)).errors?.map(({ message }) => message).join('\n') ?? '';
    const [hidden, open] = [await said(production), await said(development)];
    expect(open).toMatch(names);
    expect(hidden).not.toMatch(names);
    expect(hidden).toMatch(/\w/);
  }
  await production.gateway.stop();
  await development.gateway.stop();
});

test('an API without commands refuses them like any other mistake', async () => {
  const { gateway, ask } = await startSmallGateway({ supergraphSdl: await compose({ sdl }) });
  const message = 'There are no mutations here.';
  for (const query of ['mutation { x }', 'mutation M { x { y } } query Q { products }']) {
    const variables = {};
    const headers = { accept: 'application/graphql-response+json' };
    const name = query.includes('M {') ? { operationName: 'M' } : {};
    const body = JSON.stringify({ query, variables, ...name });
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body,
    });
    expect([response.status, await response.json()]).toEqual([
      400,
      { errors: [{ message, extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] },
    ]);
  }
  expect((await ask('query Q { __typename }')).data).toEqual({ __typename: 'Query' });
  await gateway.stop();
});
