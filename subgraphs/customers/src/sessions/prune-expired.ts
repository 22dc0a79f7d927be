import type { Database } from '@cartograph/kit/db';
import type { Logger } from '@cartograph/kit/log';
import { deleteExpired } from '#sessions/session-store';

/** Forgets sessions, refresh tokens and attempts whose time is over; gives how many. */
export async function pruneExpired(db: Database): Promise<number> {
  let pruned = 0;
  for (let round = await deleteExpired(db); round > 0; round = await deleteExpired(db)) pruned += round;
  return pruned;
}

/** Once an hour: nothing depends on it but the size of the tables. */
export function startPruning(db: Database, log: Logger, everyMs = 3_600_000): { stop(): Promise<void> } {
  let running: Promise<unknown> | undefined;
  const timer = setInterval(() => {
    running ??= pruneExpired(db)
      .catch((error: unknown) => log.warn({ err: error }, 'expired sessions could not be pruned'))
      .finally(() => {
        running = undefined;
      });
  }, everyMs);
  return {
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}
