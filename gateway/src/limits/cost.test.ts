import { readdirSync, readFileSync } from 'node:fs';
import { buildSchema, Kind, parse } from 'graphql';
import { expect, test } from 'vitest';
import { costOf } from '#limits/cost';
import { maxCost } from '#limits/refuse-costly';

const schemaRoom = new URL('../../../schema/', import.meta.url);
const api = buildSchema(readFileSync(new URL('api.graphql', schemaRoom), 'utf8'));

function cost(query: string, variables: Record<string, unknown> = {}): number {
  const document = parse(query);
  const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  return operation ? costOf(api, document, operation, variables) : Number.NaN;
}

const card = `id slug title description categories { slug name }
  variants { id sku title availability { available status } price { unit { amount currencyCode } } }`;

test('all example operations, and the largest pages of products and orders together, cost less than half of the limit', () => {
  const folder = new URL('operations/', schemaRoom);
  for (const name of readdirSync(folder))
    expect([name, cost(readFileSync(new URL(name, folder), 'utf8')) < maxCost / 2]).toEqual([name, true]);
  const pages = `{ products(first: 100) { edges { cursor node { ${card} } } totalCount }
    me { orders(first: 100) { edges { node { number status lines { sku title quantity } totals { total { amount } } } } } } }`;
  expect(cost(pages)).toBeLessThan(maxCost / 2);
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
