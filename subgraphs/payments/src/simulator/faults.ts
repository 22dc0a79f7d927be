import { ConfigError, readConfig } from '@cartograph/kit/config';
import { z } from 'zod';

/** Faults of the simulated provider, for tests and drills. */
export interface SimulatorFaults {
  /** Milliseconds a call takes longer, half before and half after it takes effect. */
  delayMs: number;
  /** Fraction of calls, from 0 to 1, whose reply is lost: half of them before they take effect, half after. */
  loseReplies: number;
  /** The same seed loses the same replies. */
  seed: number;
}

const milliseconds = 'milliseconds from 0 to 60000';
const fraction = 'a fraction from 0 to 1';
const wholeNumber = 'a whole number';

const config = z.object({
  SIMULATOR_DELAY_MS: z.coerce.number(milliseconds).int(milliseconds).min(0, milliseconds).max(60_000, milliseconds).default(0),
  SIMULATOR_LOSE_REPLIES: z.coerce.number(fraction).min(0, fraction).max(1, fraction).default(0),
  SIMULATOR_SEED: z.coerce.number(wholeNumber).int(wholeNumber).default(1),
});

/** Reads the simulator's faults; refused in production. */
export function readSimulatorFaults(env: NodeJS.ProcessEnv): SimulatorFaults {
  const set = readConfig(config, env);
  return checkFaults({ delayMs: set.SIMULATOR_DELAY_MS, loseReplies: set.SIMULATOR_LOSE_REPLIES, seed: set.SIMULATOR_SEED }, env);
}

export function checkFaults(faults: SimulatorFaults, env: NodeJS.ProcessEnv): SimulatorFaults {
  if (env['NODE_ENV'] === 'production' && (faults.delayMs > 0 || faults.loseReplies > 0))
    throw new ConfigError('SIMULATOR_DELAY_MS and SIMULATOR_LOSE_REPLIES are for tests: unset them in production.');
  return faults;
}

/** Random numbers from 0 to 1 that a seed repeats (mulberry32, public domain, Tommy Ettinger). */
export function seededRandom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
