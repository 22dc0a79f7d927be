import { type Connection, connectionOf, encodeCursor, type PageArguments, placeOf, readPage } from '@cartograph/kit/cursor';
import type { Database } from '@cartograph/kit/db';
import { isUuid } from '@cartograph/kit/ids';
import { countJobs, listJobsPage } from '#job-store';
import type { Job, JobKind } from '#rules/job';

export interface JobPage extends Connection<Job> {
  totalCount: () => Promise<number>;
}

/** Jobs, the newest first. The count is made only when it is asked for. */
export async function listJobs(db: Database, kinds: readonly JobKind[] | null, args: PageArguments): Promise<JobPage> {
  const page = readPage(args, 20);
  const place = placeOf(page, 1, ([id]) => (typeof id === 'string' && isUuid(id) ? id : undefined));
  const rows = await listJobsPage(db, { ...page, kinds, place });
  const connection = connectionOf(
    rows,
    page,
    ({ id }) => encodeCursor([id]),
    (job) => job,
  );
  return { ...connection, totalCount: () => countJobs(db, kinds) };
}
