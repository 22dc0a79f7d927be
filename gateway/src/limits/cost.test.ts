import { readdirSync, readFileSync } from 'node:fs';
import { buildSchema, Kind, parse } from 'graphql';
import { expect, test } from 'vitest';
import { compileCost, costOf } from '#limits/cost';
import { readPrices } from '#limits/prices';
import { maxCost } from '#limits/refuse-costly';

const schemaRoom = new URL('../../../schema/', import.meta.url);
const prices = readPrices(readFileSync(new URL('supergraph.graphql', schemaRoom), 'utf8'));
const api = buildSchema(readFileSync(new URL('api.graphql', schemaRoom), 'utf8'));

function cost(query: string, variables: Record<string, unknown> = {}): number {
  const document = parse(query);
  const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  if (!operation) return Number.NaN;
  const walked = costOf(api, document, operation, variables, prices);
  // The fast lane's is the same.
  expect(compileCost(api, document, operation, prices)(variables)).toBe(walked);
  return walked;
}

const card = `id slug title description categories { slug name }
  variants { id sku title availability { available status } price { unit { amount currencyCode } } }`;

test('all example operations, are far below the limit, and the largest pages of products and of orders pass together', () => {
  const folder = new URL('operations/', schemaRoom);
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.graphql')))
    expect([name, cost(readFileSync(new URL(name, folder), 'utf8')) < maxCost / 2]).toEqual([name, true]);
  const pages = `{ products(first: 100) { edges { cursor node { ${card} } } totalCount }
    me { orders(first: 100) { edges { node { number status lines { skuAtPurchase titleAtPurchase quantity } totals { total { amount } } } } } } }`;
  expect(cost(pages)).toBeLessThan(maxCost);
});

test('a short text that walks from product to variants and back is refused', () => {
  const back = (times: number): string => (times === 0 ? 'sku' : `product { variants { ${back(times - 1)} } }`);
  expect(cost(`{ products(first: 100) { edges { node { variants { ${back(3)} } } } } }`)).toBeGreaterThan(maxCost);
});

test('a page is counted by its size: literal, variable, default of the variable or of the schema, and never above what rooms allow', () => {
  const of = (first: string, head = '') => `${head} { products${first} { edges { node { id } } totalCount } }`;
  const page = (size: number) => 1 + 1 + size * 2 + 1;
  expect(cost(of('(first: 7)'))).toBe(page(7));
  expect(cost(of('(first: $n)', 'query ($n: Int)'), { n: 50 })).toBe(page(50));
  expect(cost(of('(first: $n)', 'query ($n: Int = 30)'))).toBe(page(30));
  expect(cost(of(''))).toBe(page(20));
  expect(cost(of('(first: 1000000)'))).toBe(page(100));
  expect(cost(of('(first: -1)'))).toBe(page(1));
});

test('aliases and fragments add up, lists of plain values cost one, and a list asked for by keys is as long as they are', () => {
  const one = cost('{ products { edges { node { id } } } }');
  expect(cost('{ a: products { edges { node { id } } } b: products { edges { node { id } } } }')).toBe(2 * one);
  expect(cost('{ ...P ... on Query { ...P } } fragment P on Query { products { edges { node { id } } } }')).toBe(2 * one);
  expect(cost('{ products { ...E } } fragment E on ProductConnection { edges { node { id } } }')).toBe(one);
  const cart = cost('{ cart(id: "x") { id } }');
  expect(cost('{ cart(id: "x") { id couponCodes } }')).toBe(cart + 1);
  expect(cost('query ($skus: [String!]!) { productVariants(skus: $skus) { sku } }', { skus: Array(200).fill('A') })).toBe(201);
});

test('lines of orders, carts and quotes are counted as the 200 that they may be, and what hangs on each with them', () => {
  expect(cost('{ order(number: "x") { lines { quantity } } }')).toBe(1 + 1 + 200);
  expect(cost('{ cart(id: "x") { lines { quantity } } }')).toBe(1 + 1 + 200);
  expect(cost('{ countries { name regions { name } } }')).toBe(1 + 260 * (1 + 1 + 20));
  // 183,000 fields in 3.4 s, when lines were counted as 10.
  const deep = `{ me { orders(first: 40) { edges { node { number lines { skuAtPurchase variant { sku availability { available status }
    price { unit { amount } list { amount } } product { title description variants { sku title availability { available } price { unit { amount } } } } } } } } } } }`;
  expect(cost(deep)).toBeGreaterThan(500_000);
  expect(cost(deep)).toBeGreaterThan(maxCost);
});

test('a variable called like what every object inherits is read like any other', () => {
  for (const name of ['first', 'toString', 'constructor', '__proto__', 'valueOf', 'hasOwnProperty']) {
    const query = `query ($${name}: Int = 100) { products(first: $${name}) { edges { node { id } } } }`;
    expect([name, cost(query)]).toEqual([name, 1 + 1 + 100 * 2]);
    expect([name, cost(query, JSON.parse(`{"${name}": 7}`))]).toEqual([name, 1 + 1 + 7 * 2]);
  }
});

test('what the SDL says of cost is read under each name that composition gives it', () => {
  const sdl = (
    list: string,
    price: string,
  ) => `directive @${list}(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!]) on FIELD_DEFINITION
    directive @${price}(weight: Int!) on FIELD_DEFINITION | OBJECT | ARGUMENT_DEFINITION
    type Query { few(most: Int, deep: Boolean @${price}(weight: 9)): Found @${list}(slicingArguments: ["most"], sizedFields: ["items"], assumedSize: 3) }
    type Found { items: [Item] others: [Item] } type Item @${price}(weight: 5) { id: ID name: String @${price}(weight: 2) }`;
  for (const [list, price] of [
    ['listSize', 'cost'],
    ['federation__listSize', 'federation__cost'],
    ['cost__listSize', 'cost__cost'],
  ] as const) {
    const schema = buildSchema(sdl(list, price));
    const read = readPrices(sdl(list, price));
    const of = (query: string) => {
      const document = parse(query);
      const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
      return operation && costOf(schema, document, operation, {}, read);
    };
    expect(of('{ few(most: 7) { items { id name } others { id } } }')).toBe(1 + (5 + 7 * 3) + (5 + 10));
    expect(of('{ few(deep: true) { items { id } } }')).toBe(1 + 9 + 5 + 3);
  }
});
