import type { Database, Queryable } from '@cartograph/kit/db';
import { createLeaseStore } from '@cartograph/kit/lease-store';
import type { LeaseStore } from '@cartograph/kit/work';
import type { Job, JobKind } from '#rules/job';

export const jobLeases = (db: Database): LeaseStore =>
  createLeaseStore(db, { table: 'jobs', key: 'id', open: "status in ('QUEUED', 'RUNNING')" });

type JobRow = Omit<Job, 'fileBytes' | 'position'> & { fileBytes: bigint; position: bigint };

const columns = `id, kind, data, format, dry_run as "dryRun", changed_after as "changedAfter", owner, started_by as "startedBy",
  input_hash as "inputHash", status, created_at as "createdAt", finished_at as "finishedAt", file_bytes as "fileBytes",
  file_complete as "fileComplete", files_forgotten_at as "filesForgottenAt", position, last_row as "lastRow", header, cursor,
  rows_done as "rowsDone", rows_changed as "rowsChanged", rows_refused as "rowsRefused", failure`;

/** Files have at most 2 GB, which a number counts exactly. */
const jobOf = (row: JobRow): Job => ({ ...row, fileBytes: Number(row.fileBytes), position: Number(row.position) });

export type NewJob = Pick<Job, 'kind' | 'data' | 'format' | 'dryRun' | 'changedAfter' | 'owner' | 'startedBy' | 'inputHash'> & {
  idempotencyKey: string;
};

/** Undefined when the owner has used the key. Nobody holds its lease: it is due at once. */
export async function insertJob(tx: Queryable, job: NewJob): Promise<Job | undefined> {
  const [row] = await tx.query<JobRow>({
    name: 'exchange_insert_job',
    text: `insert into jobs (kind, data, format, dry_run, changed_after, owner, started_by, idempotency_key, input_hash, lease_until)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, now())
           on conflict on constraint jobs_idempotency_key_once do nothing
           returning ${columns}`,
    values: [job.kind, job.data, job.format, job.dryRun, job.changedAfter, job.owner, job.startedBy, job.idempotencyKey, job.inputHash],
  });
  return row && jobOf(row);
}

export async function findJobByKey(db: Queryable, owner: string, idempotencyKey: string): Promise<Job | undefined> {
  const [row] = await db.query<JobRow>({
    name: 'exchange_job_by_key',
    text: `select ${columns} from jobs where owner = $1 and idempotency_key = $2`,
    values: [owner, idempotencyKey],
  });
  return row && jobOf(row);
}

/** By id, in no order. */
export async function loadJobs(db: Queryable, ids: readonly string[]): Promise<Job[]> {
  const rows = await db.query<JobRow>({
    name: 'exchange_jobs_by_id',
    text: `select ${columns} from jobs where id = any($1::uuid[])`,
    values: [ids],
  });
  return rows.map(jobOf);
}

export async function countOpenJobs(db: Queryable, owner: string): Promise<number> {
  const [row] = await db.query<{ count: number }>({
    name: 'exchange_count_open_jobs',
    text: `select count(*)::int as count from jobs where status in ('QUEUED', 'RUNNING') and owner = $1`,
    values: [owner],
  });
  return row?.count ?? 0;
}

export interface JobsPage {
  kinds: readonly JobKind[] | null;
  limit: number;
  backward: boolean;
  /** The id of the job that the page follows in the direction of reading. */
  place: string | undefined;
}

/** Newest first, which is the order of their ids; backwards the oldest of the page first. */
export async function listJobsPage(db: Queryable, { kinds, limit, backward, place }: JobsPage): Promise<Job[]> {
  const rows = await db.query<JobRow>({
    name: `exchange_jobs_page_${backward ? 'backward' : 'forward'}`,
    text: `select ${columns} from jobs
           where ($1::text[] is null or kind = any($1)) and ($2::uuid is null or id ${backward ? '>' : '<'} $2)
           order by id ${backward ? 'asc' : 'desc'} limit $3`,
    values: [kinds, place ?? null, limit],
  });
  return rows.map(jobOf);
}

export async function countJobs(db: Queryable, kinds: readonly JobKind[] | null): Promise<number> {
  const [row] = await db.query<{ count: number }>({
    name: 'exchange_count_jobs',
    text: 'select count(*)::int as count from jobs where $1::text[] is null or kind = any($1)',
    values: [kinds],
  });
  return row?.count ?? 0;
}

/** Its end, unless it had one; undefined then. What ends no job by success says why. */
export async function endJob(tx: Queryable, id: string, status: Job['status'], failure: string | null = null): Promise<Job | undefined> {
  const [row] = await tx.query<JobRow>({
    name: 'exchange_end_job',
    text: `update jobs set status = $2, failure = $3, finished_at = now(), lease_owner = null
           where id = $1 and status in ('QUEUED', 'RUNNING') returning ${columns}`,
    values: [id, status, failure],
  });
  return row && jobOf(row);
}

/** Rows that are done since the job was read: where it stands after them. */
export interface ImportStep {
  from: number;
  to: number;
  lastRow: number;
  header: Job['header'];
  done: number;
  changed: number;
  refused: number;
}

/** False when another worker has done these rows, or the job is over: nothing of this step counts then. */
export async function advanceImport(tx: Queryable, id: string, step: ImportStep): Promise<boolean> {
  const rows = await tx.query({
    name: 'exchange_advance_import',
    text: `update jobs set status = 'RUNNING', position = $3, last_row = $4, header = $5, rows_done = rows_done + $6, rows_changed = rows_changed + $7,
             rows_refused = rows_refused + $8, attempts = 0, needs_attention = false
           where id = $1 and status in ('QUEUED', 'RUNNING') and position = $2 returning 1`,
    values: [id, step.from, step.to, step.lastRow, JSON.stringify(step.header), step.done, step.changed, step.refused],
  });
  return rows.length === 1;
}

/** As of an import; `cursor` is where the page that was written began. */
export async function advanceExport(
  tx: Queryable,
  { id, cursor, fileBytes }: Pick<Job, 'id' | 'cursor' | 'fileBytes'>,
  step: { bytes: number; rows: number; next: string | null },
): Promise<boolean> {
  const rows = await tx.query({
    name: 'exchange_advance_export',
    text: `update jobs set status = 'RUNNING', file_bytes = $3 + $4::bigint, rows_done = rows_done + $5, cursor = $6, attempts = 0, needs_attention = false
           where id = $1 and status in ('QUEUED', 'RUNNING') and cursor is not distinct from $2 and file_bytes = $3 returning 1`,
    values: [id, cursor, fileBytes, step.bytes, step.rows, step.next],
  });
  return rows.length === 1;
}
