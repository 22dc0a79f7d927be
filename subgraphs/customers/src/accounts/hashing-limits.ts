import { availableParallelism } from 'node:os';
import type { TurnLimits } from '@cartograph/kit/take-turns';

/**
 * Hashing has 2 or 3 places: each takes 19 MiB, a core, and one of libuv's 4 threads, of which files and name look-ups need one too.
 * A hash takes some 30 ms: who waits at all waits for 5 s at the most, and 40 of one client for less than a second.
 */
export const hashingLimits: TurnLimits = {
  places: Math.min(3, Math.max(2, availableParallelism())),
  waiting: 200,
  perClient: 40,
  waitMs: 5_000,
};
