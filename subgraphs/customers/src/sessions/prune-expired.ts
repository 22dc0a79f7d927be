import type { Database } from '@cartograph/kit/db';
import type { Logger } from '@cartograph/kit/log';
import { type Repeated, repeat } from '@cartograph/kit/repeat';
import { forgetFiles } from '#personal-data/request-store';
import { deleteExpired } from '#sessions/session-store';

/** Forgets sessions, refresh tokens and attempts whose time is over, and gives how many; files of personal data, too. */
export async function pruneExpired(db: Database, stopping?: AbortSignal): Promise<number> {
  await forgetFiles(db);
  let pruned = 0;
  for (let some = await deleteExpired(db); some > 0; some = stopping?.aborted ? 0 : await deleteExpired(db)) pruned += some;
  return pruned;
}

/** Once an hour: nothing depends on it but the size of the tables. */
export const startPruning = (db: Database, log: Logger): Repeated =>
  repeat((stopping) => pruneExpired(db, stopping), { everyMs: 3_600_000, log, failed: 'expired sessions could not be pruned' });
