import type { Database } from '@cartograph/kit/db';
import type { Logger } from '@cartograph/kit/log';
import { type Repeated, repeat } from '@cartograph/kit/repeat';
import { serveWaiting } from '#backorder/serve-waiting';

/** Serves, every 5 s, whoever waits for what orders gave back, or what somebody who died had brought. */
export const startBackorderSweep = (db: Database, log: Logger, everyMs = 5_000): Repeated =>
  repeat(
    async () => {
      await serveWaiting(db, null);
    },
    { everyMs, log, failed: 'those who wait for goods could not be served' },
  );
