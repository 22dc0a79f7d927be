import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type MovingShop, movingShop } from '#testing/moving-shop';
import { type Started, startSmallGateway } from '#testing/start';

let shop: MovingShop;
let started: Started;
beforeAll(async () => {
  shop = await movingShop();
  const sources = (room: string) => ({ execute: shop.rooms[room] ?? (() => Promise.reject(new Error(room))) });
  started = await startSmallGateway({ supergraphSdl: shop.supergraphSdl, sources });
});
afterAll(() => started.gateway.stop());
beforeEach(() => void (shop.done.length = 0));

const newer = { accept: 'application/graphql-response+json' };

test.each<[string, string, string]>([
  ['an argument', 'query ($v: Int = 1) { quote(times: $v) }', 'v'],
  ['an argument that has a default of its own', 'mutation ($v: Int) { put(sku: "A", quantity: $v) { times } }', 'v'],
  ['an id', 'query ($v: ID = "A") { item(sku: $v) { sku } }', 'v'],
  ['a field of an input', 'query ($v: Int) { quote(lines: [{ sku: "A", quantity: $v }]) }', 'v'],
  ['an item of a list', 'mutation ($v: ID = "A") { reprice take(skus: ["B", $v]) }', 'v'],
  ['a condition', 'query ($v: Boolean = true) { item { sku @include(if: $v) } }', 'v'],
  [
    'a condition of what is asked for after a command',
    'mutation ($v: Boolean = true) { put(sku: "A") { item { price @skip(if: $v) } } }',
    'v',
  ],
  ['a fragment', 'mutation ($v: Int = 2) { reprice ...P } fragment P on Mutation { put(sku: "A", quantity: $v) { times } }', 'v'],
  ['two places, one of them left out', 'query ($v: Int = 1) { a: quote(times: $v) @skip(if: true) b: quote(times: $v) }', 'v'],
])('a null for %s is refused as the client’s mistake before anything is carried out', async (_, query, name) => {
  // Left out or with a value it goes, and the fast lane may learn it.
  const value = query.includes('Boolean') ? true : '1'.repeat(query.includes('ID') ? 2 : 1);
  const good = query.includes('Int') ? Number(value) : value;
  for (const variables of [{}, { [name]: good }, {}]) expect((await started.ask(query, {}, variables)).errors).toBeUndefined();
  shop.done.length = 0;
  for (const [headers, status] of [
    [newer, 400],
    [{}, 200],
  ] as const) {
    const answer = await started.ask(query, headers, { [name]: null });
    const message = `Variable "$${name}" is null, and null may not stand where it is used: give it a value, or leave it out.`;
    expect([answer.status, answer.data, answer.errors]).toEqual([status, undefined, [{ message, extensions: { code: 'BAD_USER_INPUT' } }]]);
  }
  expect(shop.done).toEqual([]);
});

test('a null is fine where one may stand, and where its field is left out of the answer', async () => {
  const fine: [string, Record<string, unknown>, unknown][] = [
    ['query ($v: Int = 1) { items(first: $v) { sku } }', { v: null }, undefined],
    ['query ($v: Int = 1) { quote(times: $v) @skip(if: true) rebate }', { v: null }, { rebate: null }],
    ['query ($v: Int = 1, $x: Boolean!) { rebate ... @include(if: $x) { quote(times: $v) } }', { v: null, x: false }, { rebate: null }],
    [
      'query ($v: Int = 1, $x: Boolean!) { rebate ...Q @include(if: $x) } fragment Q on Query { quote(times: $v) }',
      { v: null, x: false },
      { rebate: null },
    ],
  ];
  for (const [query, variables, data] of fine) {
    const answer = await started.ask(query, newer, variables);
    expect([answer.status, answer.errors?.[0]?.message ?? '']).not.toEqual([400, expect.stringContaining('null may not stand')]);
    if (data) expect(answer.data).toEqual(data);
  }
});

test('a room that meets such a null itself says that it is bad input, and not a fault of its own', async () => {
  const asked: [string, Record<string, unknown>][] = [
    ['query ($v: Int = 1) { quote(times: $v) }', { v: null }],
    ['query ($v: Boolean = true) { quote @include(if: $v) }', { v: null }],
  ];
  for (const [query, variables] of asked) {
    const said = await shop.rooms['prices']?.({ query, variables }, { kind: 'guest' });
    expect(said?.errors?.[0]?.extensions?.['code']).toBe('BAD_USER_INPUT');
  }
});
