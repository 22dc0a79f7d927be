import fc from 'fast-check';
import { GraphQLError } from 'graphql';
import { describe, expect, test } from 'vitest';
import { type Connection, connectionOf, encodeCursor, type PageArguments, placeOf, readPage } from './cursor.ts';

/** A list of numbers, from the smallest; read as a store reads it. */
function pageOf(list: ReadonlySet<number>, args: PageArguments): Connection<number> {
  const page = readPage(args, 20);
  const place = placeOf(page, 1, ([key]) => (typeof key === 'number' ? key : undefined));
  const sorted = [...list].sort((a, b) => (page.backward ? b - a : a - b));
  const rows = sorted.filter((item) => place === undefined || (page.backward ? item < place : item > place)).slice(0, page.limit);
  return connectionOf(
    rows,
    page,
    (item) => encodeCursor([item]),
    (item) => item,
  );
}

const itemsOf = ({ edges }: Connection<number>): number[] => edges.map(({ node }) => node);

/** What BAD_USER_INPUT names. */
function refused(args: PageArguments): unknown {
  try {
    pageOf(new Set([1]), args);
  } catch (error) {
    if (error instanceof GraphQLError && error.extensions['code'] === 'BAD_USER_INPUT') return error.extensions['argumentName'];
  }
  return undefined;
}

describe('pages of a list', () => {
  test('walked to its end and back show the same items, whatever is inserted meanwhile behind the cursor', () => {
    const lists = fc.uniqueArray(fc.integer({ min: 0, max: 500 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(lists, fc.integer({ min: 1, max: 7 }), fc.array(fc.nat(500), { maxLength: 30 }), (start, size, arrivals) => {
        const list = new Set(start);
        const coming = [...arrivals];
        const wanted = [...start].sort((a, b) => a - b);
        const arrive = (isBehind: (item: number) => boolean): void => {
          const item = coming.pop();
          if (item !== undefined && isBehind(item) && !list.has(item)) list.add(item);
        };
        const forwards: number[] = [];
        let page = pageOf(list, { first: size });
        for (;;) {
          forwards.push(...itemsOf(page));
          if (!page.pageInfo.hasNextPage) break;
          const edge = forwards.at(-1) ?? 0;
          arrive((item) => item < edge);
          page = pageOf(list, { first: size, after: page.pageInfo.endCursor });
        }
        expect(forwards).toEqual(wanted);

        const all = [...list].sort((a, b) => a - b);
        const backwards: number[] = [];
        page = pageOf(list, { last: size });
        for (;;) {
          backwards.unshift(...itemsOf(page));
          if (!page.pageInfo.hasPreviousPage) break;
          const edge = backwards[0] ?? 0;
          arrive((item) => item > edge);
          page = pageOf(list, { last: size, before: page.pageInfo.startCursor });
        }
        expect(backwards).toEqual(all);
      }),
    );
  });

  test('say at both ends whether there is more', () => {
    const list = new Set([1, 2, 3, 4, 5]);
    const ends = (args: PageArguments): boolean[] => {
      const { hasPreviousPage, hasNextPage } = pageOf(list, args).pageInfo;
      return [hasPreviousPage, hasNextPage];
    };
    expect(ends({ first: 5 })).toEqual([false, false]);
    expect(ends({ last: 5 })).toEqual([false, false]);
    expect(ends({ first: 2 })).toEqual([false, true]);
    expect(ends({ last: 2 })).toEqual([true, false]);
    expect(ends({ first: 2, after: encodeCursor([2]) })).toEqual([true, true]);
    expect(ends({ last: 2, before: encodeCursor([4]) })).toEqual([true, true]);
    expect(ends({ last: 2, before: encodeCursor([3]) })).toEqual([false, true]);
    expect(pageOf(new Set(), { last: 3 }).pageInfo).toEqual({
      hasNextPage: false,
      hasPreviousPage: false,
      startCursor: null,
      endCursor: null,
    });
  });

  test('asked backwards do not mind the default of first, and stand in the order of the list', () => {
    expect(itemsOf(pageOf(new Set([1, 2, 3, 4, 5]), { first: 20, last: 2, before: encodeCursor([5]) }))).toEqual([3, 4]);
    expect(itemsOf(pageOf(new Set([1, 2, 3, 4, 5]), { last: 2 }))).toEqual([4, 5]);
  });

  test('are refused by the name of the argument that is wrong', () => {
    expect(refused({ first: 0 })).toBe('first');
    expect(refused({ first: 101 })).toBe('first');
    expect(refused({ last: 0, first: 5 })).toBe('last');
    expect(refused({ last: 101 })).toBe('last');
    expect(refused({ last: 1, after: encodeCursor([1]) })).toBe('after');
    expect(refused({ first: 1, before: encodeCursor([1]) })).toBe('before');
    expect(refused({ after: 'x' })).toBe('after');
    expect(refused({ last: 1, before: encodeCursor(['x']) })).toBe('before');
    expect(refused({ last: 1, before: encodeCursor([1, 2]) })).toBe('before');
    expect(refused({ first: null, after: null, last: null, before: null })).toBeUndefined();
  });
});
