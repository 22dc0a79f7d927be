import { expect, test } from 'vitest';
import { createMemory } from './memory.ts';

test('what is asked for stays, however much else comes and goes', () => {
  const memory = createMemory<number>(100_000);
  memory.set('honest', 1, 1_000);
  for (let flood = 0; flood < 1_000; flood += 1) {
    memory.set(`flood ${flood}`, flood, 10_000);
    expect(memory.get('honest')).toBe(1);
  }
  expect(memory.get('flood 0')).toBeUndefined();
  expect(memory.get('flood 999')).toBe(999);
});

test('what would take more than its share is not kept, and what is set anew or deleted counts once or not', () => {
  const memory = createMemory<number>(80_000);
  memory.set('large', 1, 10_000);
  expect(memory.get('large')).toBeUndefined();
  memory.set('first', 1, 9_000);
  for (let again = 0; again < 100; again += 1) memory.set('second', again, 9_000);
  expect([memory.get('first'), memory.get('second')]).toEqual([1, 99]);
  memory.delete('second');
  expect(memory.get('second')).toBeUndefined();
});

test('a memory without a bound keeps all: so the bound is what forgets', () => {
  const memory = createMemory<number>(Number.POSITIVE_INFINITY);
  for (let index = 0; index < 1_000; index += 1) memory.set(`${index}`, index, 1_000_000);
  expect(memory.get('0')).toBe(0);
});
