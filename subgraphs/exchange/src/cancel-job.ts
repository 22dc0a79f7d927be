import { type Author, audited } from '@cartograph/kit/audit';
import { isUuid } from '@cartograph/kit/ids';
import { writeEvents } from '@cartograph/kit/outbox';
import { type InvalidTransition, invalidTransition, type NotFound, notFound } from '@cartograph/kit/problems';
import type { Deps } from '#deps';
import { changeAudited } from '#events';
import { endJob, loadJobs } from '#job-store';
import type { Job } from '#rules/job';

export type CancelJobOutcome = { kind: 'cancelled'; job: Job } | { kind: 'refused'; problem: InvalidTransition | NotFound };

/** Ends a job; whoever drives it notices with its next rows. One that was cancelled before stays so. */
export async function cancelJob({ db }: Pick<Deps, 'db'>, id: string, by: Author): Promise<CancelJobOutcome> {
  const [job] = isUuid(id) ? await loadJobs(db, [id.toLowerCase()]) : [];
  if (!job) return { kind: 'refused', problem: notFound('There is no such job.') };
  const ended = await db.transaction(async (tx) => {
    const cancelled = await endJob(tx, job.id, 'CANCELLED');
    const change = { before: { status: job.status }, after: { status: 'CANCELLED' } };
    if (cancelled)
      await writeEvents(tx, audited(changeAudited, by, { action: 'cancelJob', entityType: 'Job', entityId: job.id, ...change }));
    return cancelled;
  });
  const [now] = ended ? [ended] : await loadJobs(db, [job.id]);
  if (now?.status === 'CANCELLED') return { kind: 'cancelled', job: now };
  return { kind: 'refused', problem: invalidTransition(`The job is over: it is ${now?.status ?? 'gone'}.`, []) };
}
