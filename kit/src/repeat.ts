import type { Logger } from './log.ts';

export interface RepeatOptions {
  /** From the start of one round to the start of the next; a round that takes longer leaves out those that it overlaps. */
  everyMs: number;
  log: Logger;
  /** What the log says of a round that failed; the next one comes all the same. */
  failed: string;
  /** The first round comes at once, not after `everyMs`. */
  atOnce?: boolean;
  /** After rounds that failed the next comes later and later, up to this (default `everyMs`: never later). */
  slowestMs?: number;
}

export interface Repeated {
  /** A round at once, or after the one that is running, shared by all who ask meanwhile. Rejects when that round fails. */
  now(): Promise<void>;
  /** Begins no more rounds; resolves when the running one is over. */
  stop(): Promise<void>;
}

/** Does `work` again and again, never twice at once. `stopping` is aborted by `stop`, for a round that consists of many parts. */
export function repeat(
  work: (stopping: AbortSignal) => Promise<unknown>,
  { everyMs, log, failed, atOnce = false, slowestMs = everyMs }: RepeatOptions,
): Repeated {
  const stopping = new AbortController();
  const stopped = (): boolean => stopping.signal.aborted;
  let running: Promise<void> | undefined;
  let following: Promise<void> | undefined;
  let failures = 0;
  let timer: NodeJS.Timeout | undefined;

  const begin = (): Promise<void> => {
    running = round().finally(() => {
      running = undefined;
    });
    return running;
  };
  const round = async (): Promise<void> => {
    await work(stopping.signal);
  };
  const follow = async (): Promise<void> => {
    while (running) await running.catch(() => undefined);
    following = undefined;
    if (!stopped()) await begin();
  };
  const turn = async (): Promise<void> => {
    const since = performance.now();
    try {
      if (!running) {
        await begin();
        failures = 0;
      }
    } catch (error) {
      failures += 1;
      log.warn({ err: error }, failed);
    }
    const pause = Math.min(Math.max(everyMs, slowestMs), everyMs * 2 ** Math.min(failures, 20));
    wait(pause - ((performance.now() - since) % pause));
  };
  const wait = (ms: number): void => {
    if (!stopped()) timer = setTimeout(() => void turn(), ms);
  };
  wait(atOnce ? 0 : everyMs);

  return {
    now: () => {
      if (stopped()) return Promise.resolve();
      if (!running) return begin();
      following ??= follow();
      return following;
    },
    stop: async () => {
      stopping.abort();
      clearTimeout(timer);
      while (running) await running.catch(() => undefined);
    },
  };
}
