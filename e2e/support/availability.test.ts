import { expect, test } from 'vitest';
import { describeWaits, missedBars, struckBy } from './availability.ts';

const waits = (quick: number, slow: number, late: number, never: number): number[] => [
  ...Array.from({ length: quick }, () => 100),
  ...Array.from({ length: slow }, () => 4_000),
  ...Array.from({ length: late }, () => 20_000),
  ...Array.from({ length: never }, () => Number.POSITIVE_INFINITY),
];

test('a shop in which enough buyers know in time where they are keeps its bar', () => {
  expect(missedBars(waits(990, 10, 0, 0), 'one process')).toEqual([]);
  expect(missedBars(waits(800, 100, 99, 1), 'one process, killed')).toEqual([]);
  expect(missedBars(waits(700, 100, 190, 10), 'a process a room, killed')).toEqual([]);
});

test('one buyer too many who waits, or who never knows, is below the bar', () => {
  expect(missedBars(waits(989, 11, 0, 0), 'one process')).toEqual(['one process: 98.9 % had a final answer within 1 s, not 99.0 %']);
  expect(missedBars(waits(899, 0, 99, 2), 'one process, killed')).toHaveLength(2);
  expect(missedBars(waits(799, 0, 191, 10), 'a process a room, killed')).toEqual([
    'a process a room, killed: 79.9 % had a final answer within 5 s, not 80.0 %',
  ]);
  expect(missedBars(waits(800, 0, 189, 11), 'a process a room, killed')).toHaveLength(1);
});

test('a run in which nobody asked proves nothing', () => {
  expect(missedBars([], 'one process, killed')).toHaveLength(2);
});

test('a report never rounds up to a bar', () => {
  expect(describeWaits(waits(9_999, 1, 0, 0))).toBe(
    '10000 requests: 99.9 % final within 1 s, 100.0 % final within 5 s, 100.0 % final within 30 s',
  );
});

test('only buyers who waited while the shop was away count against what a kill may cost', () => {
  const outages = [
    { from: 10_000, to: 12_000 },
    { from: 20_000, to: 29_000 },
  ];
  const told = { since: 9_000, ms: 900 };
  const cutOff = { since: 9_900, ms: 2_500 };
  const knocking = { since: 11_000, ms: 1_300 };
  const later = { since: 12_000, ms: 50 };
  const never = { since: 21_000, ms: Number.POSITIVE_INFINITY };
  expect(struckBy([told, cutOff, knocking, later, never], outages)).toEqual([2_500, 1_300, Number.POSITIVE_INFINITY]);
});
