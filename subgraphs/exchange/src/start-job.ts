import { createHash } from 'node:crypto';
import { type Author, audited } from '@cartograph/kit/audit';
import { writeEvents } from '@cartograph/kit/outbox';
import { type FieldProblem, fieldProblem, type InvalidInput, invalidFields, isStorableText } from '@cartograph/kit/problems';
import type { Deps } from '#deps';
import { changeAudited } from '#events';
import { countOpenJobs, findJobByKey, insertJob } from '#job-store';
import { type Job, type JobData, maxOpenJobs } from '#rules/job';

export interface StartJobCommand extends Pick<Job, 'kind' | 'data' | 'format' | 'dryRun' | 'changedAfter'> {
  idempotencyKey: string;
}

export type StartJobOutcome = { kind: 'started'; job: Job } | { kind: 'key-used' } | { kind: 'invalid'; problem: InvalidInput };

/** Opens a job, or gives the one that the same input with the same key has opened before. */
export async function startJob(
  { db, kinds, work }: Pick<Deps, 'db' | 'kinds' | 'work'>,
  command: StartJobCommand,
  by: Author,
): Promise<StartJobOutcome> {
  const able = (Object.keys(kinds) as JobData[]).filter((data) => command.kind === 'EXPORT' || kinds[data]?.importing);
  const problem = invalidFields(faultsOf(command, able));
  if (problem) return { kind: 'invalid', problem };
  const owner = by.id ?? by.name;
  const inputHash = hashOf(command);
  const used = await findJobByKey(db, owner, command.idempotencyKey);
  if (used) return told(used, inputHash);
  if ((await countOpenJobs(db, owner)) >= maxOpenJobs) return { kind: 'invalid', problem: tooManyOpen };
  const started = await db.transaction(async (tx) => {
    const job = await insertJob(tx, { ...command, owner, startedBy: by.name, inputHash });
    if (job) await writeEvents(tx, entryOf(job, by));
    return job;
  });
  const job = started ?? (await findJobByKey(db, owner, command.idempotencyKey));
  if (!job) throw new Error('a job is neither new nor there');
  if (job.kind === 'EXPORT') await work.wake(job.id);
  return told(job, inputHash);
}

const told = (job: Job, inputHash: string): StartJobOutcome =>
  job.inputHash === inputHash ? { kind: 'started', job } : { kind: 'key-used' };

function faultsOf({ kind, data, idempotencyKey }: StartJobCommand, able: readonly JobData[]): FieldProblem[] {
  const isKey = idempotencyKey.length >= 1 && idempotencyKey.length <= 255 && isStorableText(idempotencyKey);
  return [
    ...(isKey ? [] : [fieldProblem(['idempotencyKey'], 'idempotencyKey must have 1 to 255 characters.')]),
    ...(able.includes(data) ? [] : [fieldProblem(['data'], `${data} cannot be ${kind === 'IMPORT' ? 'imported' : 'exported'}.`, able)]),
  ];
}

const tooManyOpen = invalidFields([
  fieldProblem([], `You have ${maxOpenJobs} jobs that are not finished: wait for one, or cancel it.`),
]) as InvalidInput;

const hashOf = ({ kind, data, format, dryRun, changedAfter }: StartJobCommand): string =>
  createHash('sha256')
    .update(JSON.stringify([kind, data, format, dryRun, changedAfter?.toISOString() ?? null]))
    .digest('hex');

const entryOf = ({ id, kind, data, format, dryRun, changedAfter }: Job, by: Author) =>
  audited(changeAudited, by, {
    action: kind === 'IMPORT' ? 'startImport' : 'startExport',
    entityType: 'Job',
    entityId: id,
    before: null,
    after: { kind, data, format, ...(kind === 'IMPORT' ? { dryRun } : { changedAfter: changedAfter?.toISOString() }) },
  });
