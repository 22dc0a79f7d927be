import { expect, test } from 'vitest';
import { ratioOf } from './ratio.ts';

const ones = (count: number): number[] => Array.from({ length: count }, () => 1);
const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

test('the interval leaves out as many rounds at each end as 95 % allow: the tables of the sign test', () => {
  const interval = (rounds: number) => ratioOf(ones(rounds), upTo(rounds)).interval;
  expect(interval(5)).toBeUndefined();
  expect(interval(6)).toEqual([1, 6]);
  expect(interval(10)).toEqual([2, 9]);
  expect(interval(20)).toEqual([6, 15]);
  expect(interval(100)).toEqual([40, 61]);
});

test('each round is compared by itself: what both were slowed by in one of them is no difference', () => {
  const before = [4, 8, 4, 12, 4, 4];
  expect(ratioOf(before, before)).toEqual({ median: 1, interval: [1, 1], lowest: 1, highest: 1 });
  const dearer = before.map((ms) => ms * 1.2);
  expect(ratioOf(before, dearer).median).toBeCloseTo(1.2);
});

/** Drawn the same each time: a noise of up to 20 % either way. */
function noisy(rounds: number, seed: number, factor = 1): number[] {
  let state = seed;
  return Array.from({ length: rounds }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return factor * (0.8 + (0.4 * state) / 2 ** 31);
  });
}

const covers = (interval: readonly [number, number] | undefined, ratio: number): boolean =>
  interval !== undefined && interval[0] <= ratio && ratio <= interval[1];

test('of a hundred noisy runs about 95 have an interval that covers the truth, and hardly one that covers no change where a fifth more is done', () => {
  const runs = upTo(100).map((run) => ratioOf(noisy(20, run * 7_919), noisy(20, run * 104_729, 1.2)).interval);
  expect(runs.filter((interval) => covers(interval, 1.2)).length).toBeGreaterThanOrEqual(92);
  expect(runs.filter((interval) => covers(interval, 1)).length).toBeLessThanOrEqual(30);
});

test('an odd and an even number of rounds have the median that everybody expects', () => {
  expect(ratioOf(ones(3), [5, 1, 2]).median).toBe(2);
  expect(ratioOf(ones(4), [5, 1, 2, 4]).median).toBe(3);
});
