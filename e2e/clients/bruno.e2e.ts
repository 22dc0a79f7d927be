import { fileURLToPath } from 'node:url';
import { readExamples } from '@cartograph/kit/example-operations';
import { Kind, parse, print } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DemoShop, openDemoShop } from '../support/demo-shop.ts';
import { readCollection, runCollection } from './run-bruno.ts';

const folder = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const collection = readCollection(folder('clients/bruno'));

let shop: DemoShop;
beforeAll(async () => {
  shop = await openDemoShop();
});
afterAll(() => shop?.close());

const run = (asked = collection) => runCollection(asked, { url: shop.url(), run: crypto.randomUUID() });

test('a guest orders, and a customer signs up, browses, orders, finds the order and claims the one of before: as in the collection', async () => {
  expect(new Set(collection.map((one) => one.folder)).size).toBe(2);
  expect(collection.length).toBeGreaterThan(30);
  expect(await run()).toEqual([]);
});

test('an assertion that does not hold is told', async () => {
  const [first] = collection;
  if (!first) throw new Error('the collection is empty');
  const wrong = { ...first, request: { ...first.request, assertions: [{ name: 'res.body.data.shop.name', value: 'eq Nowhere' }] } };
  expect(await run([wrong])).toEqual([expect.stringContaining('eq Nowhere; it is "Cartograph"')]);
});

test('the collection sends the operations of the storefront, as they are registered', () => {
  const known = new Map(
    readExamples(folder('schema/operations/storefront')).map((text) => {
      const document = parse(text, { noLocation: true });
      const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
      return [operation?.name?.value, print(document)];
    }),
  );
  for (const { request } of collection) {
    const document = parse(request.body.graphql.query, { noLocation: true });
    const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
    expect([request.meta.name, print(document)]).toEqual([request.meta.name, known.get(operation?.name?.value)]);
  }
});
