import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { histories } from '#simulation/history';
import { search } from '#simulation/search';
import { simulate } from '#simulation/simulate';

describe('placements that crash, lose messages and race', () => {
  test('keep every promise, ten thousand times', { timeout: 900_000 }, async () => {
    const { sagas, found } = await search({ sagas: 10_000, seed: 1 });
    expect(found).toBeUndefined();
    expect(sagas).toBeGreaterThanOrEqual(10_000);
  });

  test('have one history a seed: what was found once is found again', async () => {
    const [history] = fc.sample(histories, { seed: 7, numRuns: 1 });
    if (!history) throw new Error('no history');
    const [first, second] = [await simulate(history, true), await simulate(history, true)];
    expect(first.lines.length).toBeGreaterThan(100);
    expect(first.lines.map(withoutIds)).toEqual(second.lines.map(withoutIds));
    const other = await simulate({ ...history, seed: history.seed + 1 }, true);
    expect(other.lines.map(withoutIds)).not.toEqual(first.lines.map(withoutIds));
  });

  test('leave the clock and the timers of everybody else as they were', async () => {
    const before = [setTimeout, setInterval, setImmediate, clearTimeout, clearInterval, Date.now, Object.hasOwn(performance, 'now')];
    const [history] = fc.sample(histories, { seed: 8, numRuns: 1 });
    if (history) await simulate(history);
    expect([setTimeout, setInterval, setImmediate, clearTimeout, clearInterval, Date.now, Object.hasOwn(performance, 'now')]).toEqual(
      before,
    );
  });
});

/** Ids are drawn, and what is derived from them differs; what happens does not. A line is cut where an id may have shifted it. */
const withoutIds = (line: string): string => line.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'id').slice(0, 90);
