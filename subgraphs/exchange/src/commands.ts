import type { Author } from '@cartograph/kit/audit';
import type { Deps } from '#deps';
import { loadJobs } from '#job-store';
import { readParts } from '#part-store';
import { type FilePart, type ReceiveOutcome, receiveFile } from '#receive-file';
import { reportLines } from '#report';
import type { Job } from '#rules/job';
import { type StartJobCommand, type StartJobOutcome, startJob } from '#start-job';

/** What trusted callers of the same process may ask of this room: the commands of this machine do what staff do through the API. */
export interface Commands {
  startJob(command: StartJobCommand, by: Author): Promise<StartJobOutcome>;
  receiveFile(jobId: string, part: FilePart): Promise<ReceiveOutcome>;
  findJob(id: string): Promise<Job | undefined>;
  /** Drives a job now, here, if nobody does. */
  wakeJob(id: string): Promise<void>;
  /** The file of an export, piece by piece. */
  readFile(jobId: string): AsyncIterable<Buffer>;
  /** The refusals of an import as a CSV file. */
  readReport(jobId: string): AsyncIterable<string>;
}

export const commands = (deps: Deps): Commands => ({
  startJob: (command, by) => startJob(deps, command, by),
  receiveFile: (jobId, part) => receiveFile(deps, jobId, part),
  findJob: async (id) => (await loadJobs(deps.db, [id])).at(0),
  wakeJob: (id) => deps.work.wake(id),
  readFile: (jobId) => readParts(deps.db, jobId, 0),
  readReport: (jobId) => reportLines(deps.db, jobId),
});
