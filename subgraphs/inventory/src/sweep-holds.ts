import type { Database } from '@cartograph/kit/db';
import type { Logger } from '@cartograph/kit/log';
import { expireHolds, type Remotes } from '#expire-holds';

/** Looks for overdue holds every 5 s, one look at a time; a full batch is followed by another at once. */
export function startHoldSweep(db: Database, remotes: Remotes, log: Logger, everyMs = 5_000): { stop(): Promise<void> } {
  let stopped = false;
  let running: Promise<void> | undefined;
  const sweep = async (): Promise<void> => {
    while (!stopped && (await expireHolds(db, remotes, log)) > 0);
  };
  const timer = setInterval(() => {
    running ??= sweep()
      .catch((error: unknown) => log.warn({ err: error }, 'overdue holds could not be swept'))
      .finally(() => {
        running = undefined;
      });
  }, everyMs);
  return {
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      await running;
    },
  };
}
