import type { Database } from '@cartograph/kit/db';
import type { Forgetting } from '@cartograph/kit/retention';
import type { Retention } from '@cartograph/kit/retention-config';
import { type Forgotten, forgetRows, type Portion } from '@cartograph/kit/retention-store';
import { fileHours } from '#rules/job';

/** File, report and keys of one job after its day, a portion at a time: a file may have 2 GB. The last portion marks the job. */
async function forgetFiles(db: Database, { limit }: Portion): Promise<Forgotten> {
  const [row] = await db.query<{ id: string | null; rows: number }>({
    name: 'exchange_forget_files',
    text: `with job as (
             select id from jobs where files_forgotten_at is null and finished_at < now() - $1 * interval '1 hour' order by finished_at limit 1
           ), parts as (
             delete from job_parts p using job where p.job_id = job.id
               and p.position = any(array(select position from job_parts where job_id = job.id order by position limit $2)) returning 1
           ), refusals as (
             delete from job_refusals r using job where r.job_id = job.id
               and (r.row, r.ordinal) in (select row, ordinal from job_refusals where job_id = job.id order by row, ordinal limit $2 * 10) returning 1
           ), keys as (
             delete from job_keys k using job where k.job_id = job.id
               and k.key = any(array(select key from job_keys where job_id = job.id order by key limit $2 * 10)) returning 1
           ), gone as (
             select (select count(*) from parts) + (select count(*) from refusals) + (select count(*) from keys) as rows
           ), marked as (
             update jobs set files_forgotten_at = now() from job, gone where jobs.id = job.id and gone.rows = 0 returning 1
           )
           select (select id from job)::text as id, rows::int + (select count(*) from marked)::int as rows from gone`,
    values: [fileHours, limit],
  });
  return { rows: row?.rows ?? 0, last: row?.id ?? null };
}

const jobs = `gone as (delete from jobs j where id = any(array(select id from looked)) and files_forgotten_at < now() - $2 * interval '1 day' returning 1)`;

/** What this room forgets after its time: files after a day, the jobs themselves with the evidence of other rooms. */
export const forgetOld = (db: Database, { evidence: days }: Retention): Forgetting[] => [
  { kind: 'job_files', forget: (portion) => forgetFiles(db, portion) },
  ...(days === undefined ? [] : [{ kind: 'jobs', forget: forgetRows(db, { name: 'jobs', table: 'jobs', key: 'id', days, parts: jobs }) }]),
];
