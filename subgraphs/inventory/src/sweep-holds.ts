import type { Database } from '@cartograph/kit/db';
import type { Logger } from '@cartograph/kit/log';
import { type Repeated, repeat } from '@cartograph/kit/repeat';
import { expireHolds, type Remotes } from '#expire-holds';

/** Looks for overdue holds every 5 s; a full batch is followed by another at once. */
export function startHoldSweep(db: Database, remotes: Remotes, log: Logger, everyMs = 5_000): Repeated {
  const sweep = async (stopping: AbortSignal): Promise<void> => {
    while (!stopping.aborted && (await expireHolds(db, remotes, log)) > 0);
  };
  return repeat(sweep, { everyMs, log, failed: 'overdue holds could not be swept' });
}
