import { expect, test } from 'vitest';
import { createMemory } from '#fast-lane/memory';

const text = (start: string): string => start.padEnd(10);
const known = 'not for us';

test('what was kept is found by its text and its name', () => {
  const memory = createMemory(100);
  memory.keep(text('a'), 'A', known);
  expect([memory.find(text('a'), 'A'), memory.find(text('a'), undefined), memory.find(text('b'), 'A')]).toEqual([
    known,
    undefined,
    undefined,
  ]);
});

test('beyond so many characters the oldest texts are forgotten, and a text counts once a name', () => {
  const memory = createMemory(30);
  for (const start of ['a', 'b', 'c']) memory.keep(text(start), undefined, known);
  memory.keep(text('b'), undefined, known);
  expect(memory.find(text('a'), undefined)).toBe(known);
  memory.keep(text('c'), 'Named', known);
  expect(['a', 'b', 'c'].map((start) => memory.find(text(start), undefined))).toEqual([undefined, known, known]);
  for (const name of ['1', '2', '3', '4']) memory.keep(text('c'), name, known);
  expect(['b', 'c'].map((start) => memory.find(text(start), undefined))).toEqual([undefined, undefined]);
  memory.keep(text('d'), undefined, known);
  expect(memory.find(text('d'), undefined)).toBe(known);
});
