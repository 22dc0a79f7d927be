import type { Author } from '@cartograph/kit/audit';
import type { PageArguments } from '@cartograph/kit/cursor';
import { cancelJob } from '#cancel-job';
import type { Deps } from '#deps';
import { listJobs } from '#list-jobs';
import { expiryOf, type Job, type JobKind } from '#rules/job';
import type { SignedUrls, Use } from '#sign-url';
import { type StartJobCommand, startJob } from '#start-job';

export type UseCases = ReturnType<typeof createUseCases>;

/** What resolvers may do, with all that it needs. */
export const createUseCases = (deps: Deps, urls: SignedUrls) => ({
  startJob: (command: StartJobCommand, by: Author) => startJob(deps, command, by),
  cancelJob: (id: string, by: Author) => cancelJob(deps, id, by),
  listJobs: (kinds: readonly JobKind[] | null, page: PageArguments) => listJobs(deps.db, kinds, page),
  /** Where a file of the job is had or sent. */
  urlOf: (job: Job, use: Use): string => urls.of(job.id, use, expiryOf(job)),
});
