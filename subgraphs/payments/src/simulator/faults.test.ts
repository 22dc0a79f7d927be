import { describe, expect, it } from 'vitest';
import { checkFaults, readSimulatorFaults, seededRandom } from './faults.ts';

describe("the simulated provider's faults", () => {
  it('are off unless asked for', () => {
    expect(readSimulatorFaults({})).toEqual({ delayMs: 0, loseReplies: 0, seed: 1 });
  });

  it('are read from the environment', () => {
    const env = { SIMULATOR_DELAY_MS: '25', SIMULATOR_LOSE_REPLIES: '0.5', SIMULATOR_SEED: '9' };
    expect(readSimulatorFaults(env)).toEqual({ delayMs: 25, loseReplies: 0.5, seed: 9 });
  });

  it('are refused in production and when they make no sense', () => {
    expect(() => readSimulatorFaults({ NODE_ENV: 'production', SIMULATOR_DELAY_MS: '1' })).toThrow('unset them in production');
    expect(() => checkFaults({ delayMs: 0, loseReplies: 0.1, seed: 1 }, { NODE_ENV: 'production' })).toThrow('unset them');
    expect(() => readSimulatorFaults({ SIMULATOR_LOSE_REPLIES: '2' })).toThrow('SIMULATOR_LOSE_REPLIES');
  });

  it.each(['abc', '-1', '0.5', '60001'])('say what is allowed: a delay of %s is not', (SIMULATOR_DELAY_MS) => {
    expect(() => readSimulatorFaults({ SIMULATOR_DELAY_MS })).toThrow(/^SIMULATOR_DELAY_MS: milliseconds from 0 to 60000$/);
  });

  it('lose the same replies for the same seed', () => {
    const [one, two, other] = [seededRandom(7), seededRandom(7), seededRandom(8)];
    const first = Array.from({ length: 5 }, one);
    expect(Array.from({ length: 5 }, two)).toEqual(first);
    expect(Array.from({ length: 5 }, other)).not.toEqual(first);
    expect(first.every((value) => value >= 0 && value < 1)).toBe(true);
  });
});
