import type { Logger } from '@cartograph/kit/log';
import { createWork, type Work } from '@cartograph/kit/work';
import { driveExport } from '#drive-export';
import { type Driving, driveImport } from '#drive-import';
import { jobLeases, loadJobs } from '#job-store';

/** Jobs that one process does at once: each reads and writes as fast as the rooms that own the data take it. */
const atOnce = 2;

/** Brings jobs to their end, whatever dies meanwhile; `stop` leaves them where their last batch was committed. */
export function driveJobs(driving: Omit<Driving, 'stopping'>, log: Logger, background: boolean): Work<unknown> {
  const stopping = new AbortController();
  let busy = 0;
  const work = createWork({
    store: jobLeases(driving.db),
    log,
    // A process that starts a job, or takes its file, wakes it itself.
    sweepMs: 5_000,
    background,
    drive: async (id) => {
      if (busy >= atOnce) return { kind: 'wait', ms: 500 };
      busy += 1;
      try {
        const [job] = await loadJobs(driving.db, [id]);
        const drive = job?.kind === 'EXPORT' ? driveExport : driveImport;
        return await drive({ ...driving, stopping: stopping.signal }, id);
      } finally {
        busy -= 1;
      }
    },
  });
  return {
    ...work,
    stop: () => {
      stopping.abort();
      return work.stop();
    },
  };
}
