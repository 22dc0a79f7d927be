import { silentLog } from '@cartograph/kit/log';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type MovingShop, movingShop } from '#testing/moving-shop';
import { type Started, startSmallGateway } from '#testing/start';

let shop: MovingShop;
let started: Started;
beforeAll(async () => {
  shop = await movingShop();
  const sources = (room: string) => ({ execute: shop.rooms[room] ?? (() => Promise.reject(new Error(room))) });
  started = await startSmallGateway({ supergraphSdl: shop.supergraphSdl, sources, log: silentLog() });
});
afterAll(() => started.gateway.stop());
beforeEach(() => {
  shop.away.clear();
  shop.done.length = 0;
});

/** The answer with the paths of its errors, the same when it is asked again. */
async function told(query: string, variables: Record<string, unknown> = {}) {
  const [first, second] = [await started.ask(query, {}, variables), await started.ask(query, {}, variables)];
  const read = ({ status, data, errors }: typeof first) => ({
    status,
    data,
    paths: errors?.map(({ path, extensions }) => {
      expect(extensions['code']).toBe('SUBGRAPH_UNAVAILABLE');
      return path?.join('.');
    }),
  });
  expect(read(second)).toEqual(read(first));
  return read(first);
}

test('a field at the root is told of wherever it stands: plain, in fragments with conditions, named or not, one in another', async () => {
  shop.away.add('prices').add('shelves');
  const none = { quote: null, rebate: null };
  const both = { status: 200, data: none, paths: ['quote', 'rebate'] };
  const x = 'query ($x: Boolean!)';
  expect(await told('{ quote rebate }')).toEqual(both);
  expect(await told('{ quote ... { rebate } }')).toEqual(both);
  expect(await told(`${x} { ... @include(if: $x) { quote } ... @include(if: $x) { rebate } }`, { x: true })).toEqual(both);
  expect(await told(`${x} { quote ... @include(if: $x) { rebate } }`, { x: true })).toEqual(both);
  expect(await told(`${x} { quote ...R @include(if: $x) } fragment R on Query { rebate }`, { x: true })).toEqual(both);
  expect(
    await told(
      `${x} { ... on Query @include(if: $x) { quote ... @skip(if: false) { ...R @include(if: $x) } } } fragment R on Query { rebate }`,
      {
        x: true,
      },
    ),
  ).toEqual(both);
  expect(await told(`${x} { ... @include(if: $x) { quote items { sku } } item { sku } }`, { x: true })).toEqual({
    status: 200,
    data: { quote: null, items: null, item: null },
    paths: expect.arrayContaining(['quote', 'items', 'item']),
  });
});

test('a field that is left out has no error, by what is handed in, by a default, or as it is written', async () => {
  shop.away.add('prices').add('shelves');
  const onlyQuote = { status: 200, data: { quote: null }, paths: ['quote'] };
  const asked = 'query ($x: Boolean = false) { quote ... @include(if: $x) { rebate } }';
  expect(await told(asked)).toEqual(onlyQuote);
  expect(await told(asked, { x: false })).toEqual(onlyQuote);
  expect((await told(asked, { x: true })).paths).toEqual(['quote', 'rebate']);
  expect(await told('{ quote rebate @include(if: false) }')).toEqual(onlyQuote);
  expect(await told('query ($x: Boolean = true) { quote rebate @skip(if: $x) }')).toEqual(onlyQuote);
  const opposite = 'query ($x: Boolean!) { ... @include(if: $x) { quote } ... @skip(if: $x) { item { sku } rebate } }';
  expect(await told(opposite, { x: true })).toEqual(onlyQuote);
  expect((await told(opposite, { x: false })).paths?.toSorted()).toEqual(['item', 'rebate']);
});

test('of an item, each field that its room did not answer is told of under the name that the client gave it, and none that it skipped', async () => {
  shop.away.add('prices');
  const query = `query ($x: Boolean!) { items(first: 2) { sku a: price @include(if: $x) b: price(quantity: 10) ... @skip(if: $x) { note } } }`;
  expect(await told(query, { x: true })).toEqual({
    status: 200,
    data: { items: ['S0', 'S1'].map((sku) => ({ sku, a: null, b: null })) },
    paths: expect.arrayContaining(['items.0.a', 'items.0.b', 'items.1.a', 'items.1.b']),
  });
  const without = await told(query, { x: false });
  expect(without.paths?.toSorted()).toEqual(['items.0.b', 'items.0.note', 'items.1.b', 'items.1.note']);
});

test('a page of 60 items whose three rooms are away names a hundred nulls a step, and says of how many more it is true', async () => {
  shop.away.add('prices');
  const { data, errors = [] } = await started.ask('{ items(first: 60) { a: price b: price(quantity: 2) note } }');
  const nulls = JSON.stringify(data).match(/null/g) ?? [];
  expect([nulls.length, errors.length]).toEqual([180, 101]);
  expect(errors.filter(({ path }) => path).length).toBe(100);
  expect(errors.at(-1)).toMatchObject({
    message: 'This part of the shop is not available right now. 80 more fields are null for this reason.',
    extensions: { code: 'SUBGRAPH_UNAVAILABLE' },
  });
  const few = await started.ask('{ items(first: 33) { a: price b: price(quantity: 2) note } }');
  expect(few.errors?.every(({ path }) => path)).toBe(true);
});

test('a command that no room answered is told of, whatever condition it stands under', async () => {
  shop.away.add('shelves');
  const asked = 'mutation ($x: Boolean!) { ... @include(if: $x) { put(sku: "A") { times } } ... @skip(if: $x) { take(skus: "A") } }';
  expect(await told(asked, { x: true })).toEqual({ status: 200, data: { put: null }, paths: ['put'] });
  expect(await told(asked, { x: false })).toEqual({ status: 200, data: { take: null }, paths: ['take'] });
  expect(await told('mutation { must reprice }')).toMatchObject({ data: null, paths: ['must'] });
});

test('a null of a room that is there has no error beside those of one that is away', async () => {
  shop.away.add('scales');
  expect(await told('{ rebate item { note grams } }')).toEqual({
    status: 200,
    data: { rebate: null, item: { note: null, grams: null } },
    paths: ['item.grams'],
  });
});

test('what a step would have needed of a room that is away is not asked for in vain: it is told of, and what no client asked for is not', async () => {
  shop.away.add('scales');
  const items = { items: [{ postage: null }, { postage: null }] };
  expect(await told('{ items(first: 2) { postage } }')).toEqual({
    status: 200,
    data: items,
    paths: ['items.0.postage', 'items.1.postage'],
  });
  expect((await told('{ item { cost: postage g: grams title } }')).paths?.toSorted()).toEqual(['item.cost', 'item.g']);
  expect((await told('{ item { grams ...P } } fragment P on Item { postage }')).paths?.toSorted()).toEqual(['item.grams', 'item.postage']);
  const asked = 'query ($x: Boolean!) { item { title grams postage @include(if: $x) } }';
  expect((await told(asked, { x: false })).paths).toEqual(['item.grams']);
  expect((await told(asked, { x: true })).paths?.toSorted()).toEqual(['item.grams', 'item.postage']);
  expect((await told('mutation { put(sku: "A") { item { postage } } }')).paths).toEqual(['put.item.postage']);
  shop.away.clear();
  expect(await told('{ item { postage } }')).toEqual({ status: 200, data: { item: { postage: 10 } }, paths: undefined });
});
