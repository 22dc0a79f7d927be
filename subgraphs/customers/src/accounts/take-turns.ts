import { availableParallelism } from 'node:os';

/** Runs work as soon as there is a free place, first come first served. */
export type Turns = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * Hashing has 2 or 3 places: each takes 19 MiB, a core, and one of libuv's 4 threads, of which files and name look-ups need one too.
 */
export const hashingPlaces = Math.min(3, Math.max(2, availableParallelism()));

export function takeTurns(places: number): Turns {
  let free = places;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}
