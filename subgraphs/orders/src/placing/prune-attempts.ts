import type { Database } from '@cartograph/kit/db';
import type { Logger } from '@cartograph/kit/log';
import { type Repeated, repeat } from '@cartograph/kit/repeat';
import { deleteOldAttempts } from '#placing/attempt-store';

/** Once an hour, a thousand at a time: nothing depends on it but the size of the table. */
export const startPruningAttempts = (db: Database, log: Logger): Repeated =>
  repeat(
    async (stopping) => {
      while ((await deleteOldAttempts(db)) > 0 && !stopping.aborted);
    },
    { everyMs: 3_600_000, log, failed: 'attempts of before could not be forgotten' },
  );
