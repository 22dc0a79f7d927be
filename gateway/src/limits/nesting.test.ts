import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { bounds } from '#limits/bounds';
import { createLimiter, limitPassed } from '#limits/limits';

const refusalOf = (query: string): string | undefined => limitPassed(query, bounds.nesting);

test('a long list belongs into variables: written into the operation it is refused before anything is made of it', () => {
  const skus = (count: number) => `[${Array.from({ length: count }, (_, index) => `"SKU-${index}"`).join(' ')}]`;
  const message = 'The operation has 501 values in one list; at most 500 are allowed.';
  expect(refusalOf(`{ productVariants(skus: ${skus(500)}) { sku } }`)).toBeUndefined();
  expect(refusalOf(`{ productVariants(skus: ${skus(501)}) { sku } }`)).toBe(message);
  expect(refusalOf(`{ a { ...F } } fragment F on A { quote(input: { lines: [{ skus: ${skus(501)} }] }) }`)).toBe(message);
  expect(refusalOf(`query ($skus: [String!] = ${skus(501)}) { a(skus: $skus) }`)).toBe(message);
  expect(refusalOf(`{ a @include(if: ${skus(501)}) }`)).toBe(message);
});

const nests = (levels: number): string[] => [
  `{ x(a: ${'['.repeat(levels)}${']'.repeat(levels)}) }`,
  `{ ${'... { '.repeat(levels)} a ${'}'.repeat(levels)} }`,
  `{ x(a: ${'{ b: '.repeat(levels)}1${'}'.repeat(levels)}) }`,
  `query ($a: ${'['.repeat(levels)}Int${']'.repeat(levels)}) { a }`,
  '{ a '.repeat(levels + 2),
];

test('brackets of any kind within each other are counted before parsing, which would run out of stack', () => {
  for (const query of nests(20_000)) {
    expect(refusalOf(query)).toBe('The operation has more than 100 brackets within each other.');
    // Without the bound the parser goes as deep as its stack.
    expect(() => parse(query)).toThrow(RangeError);
  }
  for (const query of nests(98)) expect(refusalOf(query) ?? '').not.toMatch(/brackets/);
});

test('brackets in strings and comments nest nothing', () => {
  expect(refusalOf(`{ a(b: "${'['.repeat(200)}", c: """${'{'.repeat(200)}""") } # ${'('.repeat(200)}`)).toBeUndefined();
});

test('variables of many levels are refused, as an object and as the text of a GET', () => {
  const limit = createLimiter(bounds);
  const deep = `{"a":${'['.repeat(5_000)}${']'.repeat(5_000)}}`;
  const message = 'The variables have more than 50 lists and objects within each other.';
  expect(() => limit('{ a }', JSON.parse(deep))).toThrow(message);
  expect(() => limit('{ a }', deep)).toThrow(message);
  const unbounded = createLimiter({ ...bounds, variableNesting: Number.POSITIVE_INFINITY });
  expect(() => unbounded('{ a }', deep)).not.toThrow();
});
