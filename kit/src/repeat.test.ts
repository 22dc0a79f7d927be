import { beforeEach, describe, expect, it, vi } from 'vitest';
import { silentLog } from './log.ts';
import { type Repeated, type RepeatOptions, repeat } from './repeat.ts';

// The clock stands still but for what a test lets pass: nothing here depends on how fast the machine is.
beforeEach(() => {
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

interface Round {
  end(): void;
  fail(): void;
}

/** Rounds that last until the test ends them. */
function open(options: Partial<RepeatOptions> = {}): { repeated: Repeated; rounds: Round[]; warned: unknown[]; most: () => number } {
  const rounds: Round[] = [];
  const warned: unknown[] = [];
  let [running, most] = [0, 0];
  const log = Object.assign(silentLog(), { warn: (_about: unknown, said: unknown) => void warned.push(said) });
  const work = async (): Promise<void> => {
    most = Math.max(most, (running += 1));
    await new Promise<void>((resolve, reject) => rounds.push({ end: resolve, fail: () => reject(new Error('no database')) })).finally(
      () => (running -= 1),
    );
  };
  return { repeated: repeat(work, { everyMs: 100, log, failed: 'the round failed', ...options }), rounds, warned, most: () => most };
}

const pass = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

describe('work that is repeated', () => {
  it('begins after its time, or at once where that is asked for', async () => {
    const { rounds } = open();
    const early = open({ atOnce: true });
    await pass(0);
    expect([rounds.length, early.rounds.length]).toEqual([0, 1]);
    await pass(99);
    expect(rounds).toHaveLength(0);
    await pass(1);
    expect(rounds).toHaveLength(1);
  });

  it('keeps its pace whatever a round takes, and is never done twice at once', async () => {
    const { rounds, most } = open();
    await pass(130);
    rounds[0]?.end();
    await pass(70);
    expect(rounds).toHaveLength(2);
    await pass(250);
    expect(rounds).toHaveLength(2);
    rounds[1]?.end();
    await pass(50);
    expect([rounds.length, most()]).toEqual([3, 1]);
  });

  it('goes on after a round that failed, and says so', async () => {
    const { rounds, warned } = open();
    await pass(100);
    rounds[0]?.fail();
    await pass(100);
    expect(warned).toEqual(['the round failed']);
    expect(rounds).toHaveLength(2);
  });

  it('comes later and later while it fails, up to a limit, and at its pace again when it has not', async () => {
    const { rounds } = open({ slowestMs: 500 });
    const begun = async (after: number): Promise<void> => {
      const before = rounds.length;
      await pass(after - 1);
      expect(rounds).toHaveLength(before);
      await pass(1);
      expect(rounds).toHaveLength(before + 1);
    };
    await begun(100);
    for (const pause of [200, 400, 500, 500]) {
      rounds.at(-1)?.fail();
      await begun(pause);
    }
    rounds.at(-1)?.end();
    await begun(100);
  });

  it('is done once more for all who ask while a round runs, and tells them how that went', async () => {
    const { repeated, rounds, most } = open();
    const first = repeated.now();
    const asked = [repeated.now(), repeated.now()].map((one) => one.catch((error: Error) => error.message));
    expect(rounds).toHaveLength(1);
    rounds[0]?.end();
    await first;
    await pass(0);
    expect(rounds).toHaveLength(2);
    rounds[1]?.fail();
    expect(await Promise.all(asked)).toEqual(['no database', 'no database']);
    expect([rounds.length, most()]).toEqual([2, 1]);
  });

  it('stops when the running round is over, and begins no other', async () => {
    const { repeated, rounds } = open();
    await pass(100);
    const asked = repeated.now();
    let stopped = false;
    const stopping = repeated.stop().then(() => {
      stopped = true;
    });
    await pass(1_000);
    expect(stopped).toBe(false);
    rounds[0]?.end();
    await Promise.all([stopping, asked]);
    await repeated.now();
    await pass(1_000);
    expect(rounds).toHaveLength(1);
  });

  it('tells a round of many parts that it is to stop', async () => {
    let parts = 0;
    const repeated = repeat(
      async (stopping) => {
        for (; !stopping.aborted; parts += 1) await new Promise((resolve) => setTimeout(resolve, 10));
      },
      { everyMs: 100, log: silentLog(), failed: '' },
    );
    await pass(125);
    const stopped = repeated.stop();
    await pass(5);
    await stopped;
    expect(parts).toBe(3);
  });
});
