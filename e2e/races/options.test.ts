import { expect, test } from 'vitest';
import { readOptions } from './options.ts';
import { races } from './races.ts';

test('without options all races are run, 200 rounds of 50', () => {
  expect(readOptions([])).toMatchObject({ rounds: 200, parallel: 50, races, help: false });
});

test('a race is chosen by its name, with spaces or hyphens', () => {
  const chosen = readOptions(['--race', 'last unit', '--race', 'refund-twice', '--seed', '7']);
  expect(chosen.races.map(({ name }) => name)).toEqual(['last unit', 'refund twice']);
  expect(chosen.seed).toBe(7);
});

test.each([
  [['--rounds', '0'], '--rounds must be a whole number from 1 to 100000, and is "0".'],
  [['--parallel', 'many'], '--parallel must be a whole number from 2 to 200, and is "many".'],
  [['--seed', '1e3'], '--seed must be a whole number from 0 to 999999999, and is "1e3".'],
  [['--race', 'horses'], /^--race must be one of "last unit", .*"refund twice", and is "horses"\.$/],
  [['--fast'], "Unknown option '--fast': npm run races -- --help says what there is."],
])('%j is refused in one sentence', (args, sentence) => {
  expect(() => readOptions(args)).toThrow(sentence);
});
