import { expect, test } from 'vitest';
import { readOptions } from './options.ts';

test('a long run asks for 20 crashes of PostgreSQL and 50,000 keys by itself', () => {
  expect(readOptions(['--kills', '1000', '--seed', '7'])).toMatchObject({ kills: 1_000, postgresCrashes: 20, orders: 50_000, seed: 7 });
});

test.each([
  [['--kills', '0'], '--kills must be a whole number from 1 to 100000.'],
  [['--kills', 'many'], '--kills must be'],
  [['--clients', '1e2'], '--clients must be'],
  [['--seed', '-1'], '--seed'],
  [['--klls', '5'], '--klls'],
  [['fast'], 'fast'],
])('%j is refused in a sentence that names the argument', (args, why) => {
  expect(() => readOptions(args)).toThrow(why);
});

test('help is help, whatever else is asked for', () => {
  expect(readOptions(['--help', '--matrix'])).toBeUndefined();
});
