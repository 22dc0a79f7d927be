import fc from 'fast-check';
import { buildSchema, type GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { describe, expect, test } from 'vitest';
import { diffApi } from './diff-api.ts';
import { type RandomSchema, randomSchema, reversed, written } from './testing/random-schemas.ts';

const build = (schema: RandomSchema): GraphQLSchema => buildSchema(written(schema));
const sorted = (schema: GraphQLSchema): string => printSchema(lexicographicSortSchema(schema));

describe('any two schemas', { timeout: 120_000 }, () => {
  test('one compared with itself has no change, in whatever order it is written', () => {
    fc.assert(
      fc.property(randomSchema, (schema) => {
        expect(diffApi(build(schema), build(reversed(schema)))).toEqual([]);
      }),
      { numRuns: 100, seed: 1 },
    );
  });

  test('two have no change if and only if they are the same when sorted and printed', () => {
    fc.assert(
      fc.property(randomSchema, randomSchema, (one, other) => {
        const [before, after] = [build(one), build(other)];
        expect(diffApi(before, after).length === 0).toBe(sorted(before) === sorted(after));
      }),
      { numRuns: 100, seed: 2 },
    );
  });

  test('a single difference is seen: one type of one schema is put into the other', () => {
    fc.assert(
      fc.property(randomSchema, randomSchema, fc.nat(11), (one, other, at) => {
        const types = one.types.map((type, index) =>
          index === at && other.types[at]?.head.split(' ')[1] === type.head.split(' ')[1] ? (other.types[at] ?? type) : type,
        );
        const [before, after] = [build(one), build({ types })];
        expect(diffApi(before, after).length === 0).toBe(sorted(before) === sorted(after));
      }),
      { numRuns: 200, seed: 3 },
    );
  });

  test('each change has an id of its own, whichever way the schemas are compared', () => {
    fc.assert(
      fc.property(randomSchema, randomSchema, (one, other) => {
        const ids = diffApi(build(one), build(other)).map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        expect(diffApi(build(reversed(one)), build(reversed(other))).map(({ id }) => id)).toEqual(ids);
      }),
      { numRuns: 50, seed: 4 },
    );
  });
});
