import { describe, expect, test } from 'vitest';
import { readOptions } from '#simulation/options';

describe('npm run simulate', () => {
  test('lives through a million placements with any seed, unless told otherwise', () => {
    expect(readOptions([], 7)).toEqual({ help: false, sagas: 1_000_000, seed: 7, shrink: true });
    expect(readOptions(['--sagas', '10', '--seed', '0', '--no-shrink'], 7)).toEqual({ help: false, sagas: 10, seed: 0, shrink: false });
    expect(readOptions(['-h'], 7).help).toBe(true);
  });

  test.each([
    [['--sagas', '0'], '--sagas must be a whole number from 1 to 1000000000, not "0".'],
    [['--sagas', 'many'], '--sagas must be a whole number from 1 to 1000000000, not "many".'],
    [['--seed=-1'], '--seed must be a whole number from 0 to 1000000000, not "-1".'],
    [['--seed', '1e3'], '--seed must be a whole number from 0 to 1000000000, not "1e3".'],
    [['--fast'], "Unknown option '--fast'"],
    [['now'], "Unexpected argument 'now'"],
  ])('refuses %j in one sentence', (args, sentence) => {
    expect(() => readOptions(args, 7)).toThrow(sentence);
  });
});
