import fc from 'fast-check';
import { type History, histories } from '#simulation/history';
import { simulate } from '#simulation/simulate';

export interface Found {
  seed: number;
  violation: string;
  history: History;
  /** Histories that were tried to make it smaller. */
  shrinks: number;
}

export interface SearchOptions {
  sagas: number;
  seed: number;
  /** false: the first history that breaks a promise is told as it is. */
  shrink?: boolean;
  progress?: (sagas: number) => void;
}

/** What is not made smaller by then is told as it is. */
const shrinkMs = 60_000;
/** Histories a round; a round has a seed of its own, the first one's being `seed`. */
const round = 25;

/** Lives through histories until they hold `sagas` wishes; gives the smallest one found that breaks a promise, if any does. */
export async function search({ sagas, seed, shrink = true, progress }: SearchOptions): Promise<{ sagas: number; found?: Found }> {
  let done = 0;
  let failedAt = Number.POSITIVE_INFINITY;
  for (let current = seed; done < sagas; current += 1) {
    const property = fc.asyncProperty(histories, async (history) => {
      if (performance.now() - failedAt > shrinkMs) return;
      const { violation } = await simulate(history);
      if (violation === undefined) done += history.wishes.length;
      else {
        failedAt = Math.min(failedAt, performance.now());
        throw new Error(violation);
      }
    });
    const details = await fc.check(property, { seed: current, numRuns: round, endOnFailure: !shrink });
    if (details.failed) {
      const [history] = details.counterexample ?? [];
      if (!history) throw new Error('a failed property without a counterexample');
      const { violation } = await simulate(history);
      return { sagas: done, found: { seed: current, violation: violation ?? 'not repeatable', history, shrinks: details.numShrinks } };
    }
    progress?.(done);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { sagas: done };
}
