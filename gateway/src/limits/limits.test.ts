import { getIntrospectionQuery } from 'graphql';
import { expect, test } from 'vitest';
import { bounds } from '#limits/bounds';
import { createLimiter, limits, limitPassed as passed } from '#limits/limits';

const limitPassed = (query: string): string | undefined => passed(query, bounds.nesting);

const nested = (levels: number): string => `{ ${'a { '.repeat(levels - 1)}a${' }'.repeat(levels - 1)} }`;
const times = (count: number, text: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => text(index)).join(' ');

test('an operation at each limit passes and one above is refused by name', () => {
  expect(limitPassed(nested(limits.depth))).toBeUndefined();
  expect(limitPassed(nested(limits.depth + 1))).toBe('The operation has 16 levels of fields; at most 15 are allowed.');
  expect(limitPassed(`{ p { ${times(50, (index) => `a${index}: a`)} } }`)).toBeUndefined();
  expect(limitPassed(`{ p { ${times(51, (index) => `a${index}: a`)} } }`)).toMatch(/51 aliases/);
  expect(limitPassed(`{ ${times(30, (index) => `f${index}`)} }`)).toBeUndefined();
  expect(limitPassed(`{ ${times(31, (index) => `f${index}`)} }`)).toMatch(/31 root fields/);
  expect(limitPassed(`{ p { ${times(51, (index) => `f${index} @skip(if: false)`)} } }`)).toMatch(/51 directives/);
});

test('a mutation may hold fewer root fields than a query: each is work, such as hashing a password', () => {
  const signIns = (count: number) => times(count, (index) => `s${index}: signIn { code }`);
  expect(limitPassed(`mutation { ${signIns(limits.commands)} }`)).toBeUndefined();
  const message = 'The operation has 11 root fields in a mutation; at most 10 are allowed.';
  expect(limitPassed(`mutation { ${signIns(11)} }`)).toBe(message);
  expect(limitPassed(`{ a } mutation M { ...F } fragment F on Mutation { ${signIns(11)} }`)).toBe(message);
  expect(limitPassed(`{ ${signIns(11)} }`)).toBeUndefined();
});

test('hiding behind fragments does not help, and fragments within fragments are measured at once', () => {
  expect(limitPassed(`{ a { ...F } } fragment F on A ${nested(15)}`)).toMatch(/16 levels/);
  expect(limitPassed(`{ ...F ...F } fragment F on Query { ${times(16, (index) => `f${index}`)} }`)).toMatch(/32 root fields/);
  // Written out they are a million million fields, which would take hours.
  const doubling = times(40, (index) => `fragment F${index} on A { ...F${index + 1} ...F${index + 1} }`);
  const from = performance.now();
  expect(limitPassed(`{ a { ...F0 } } ${doubling} fragment F40 on A { b }`)).toMatch(/fields with its fragments written out/);
  expect(performance.now() - from).toBeLessThan(5_000);
});

test('a fragment that spreads itself is left to validation', () => {
  expect(limitPassed('{ ...F } fragment F on Query { ...F }')).toBeUndefined();
});

test('an IDE may read the whole schema', () => {
  expect(limitPassed(getIntrospectionQuery())).toBeUndefined();
});

test('the limiter refuses before validation with a 400, and each time', () => {
  const limit = createLimiter(bounds);
  limit('{ a }', { input: { lines: [{ sku: 'A' }] } });
  limit(undefined, undefined);
  for (const _ of [1, 2]) expect(() => limit(nested(20), undefined)).toThrow(/levels of fields/);
});
