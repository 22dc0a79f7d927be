import type { Queryable } from '@cartograph/kit/db';
import type { Refusal } from '#rules/job';

/** The faults of a row stand together, in their order. */
export async function insertRefusals(tx: Queryable, jobId: string, refusals: readonly Refusal[]): Promise<void> {
  if (refusals.length === 0) return;
  await tx.query({
    name: 'exchange_insert_refusals',
    text: `insert into job_refusals (job_id, row, ordinal, key, path, message)
           select $1, r.row, (row_number() over (partition by r.row order by r.place) - 1)::int, r.key,
                  array(select jsonb_array_elements_text(r.path)), r.message
           from rows from (jsonb_to_recordset($2) as (row int, key text, path jsonb, message text)) with ordinality
                as r(row, key, path, message, place)`,
    values: [jobId, JSON.stringify(refusals)],
  });
}

export interface StoredRefusal extends Refusal {
  readonly jobId: string;
  readonly ordinal: number;
}

/** The first refusals of each job. */
export async function loadRefusals(db: Queryable, jobIds: readonly string[], first: number): Promise<StoredRefusal[]> {
  return db.query<StoredRefusal & Record<string, unknown>>({
    name: 'exchange_refusals_of_jobs',
    text: `select r.job_id as "jobId", r.row, r.ordinal, r.key, r.path, r.message
           from unnest($1::uuid[]) as wanted(id),
                lateral (select * from job_refusals where job_id = wanted.id order by row, ordinal limit $2) r
           order by r.job_id, r.row, r.ordinal`,
    values: [jobIds, first],
  });
}

/** All refusals of a job after one of them, a page at a time. */
export async function loadRefusalsAfter(
  db: Queryable,
  jobId: string,
  after: Pick<StoredRefusal, 'row' | 'ordinal'>,
  limit: number,
): Promise<StoredRefusal[]> {
  return db.query<StoredRefusal & Record<string, unknown>>({
    name: 'exchange_refusals_after',
    text: `select job_id as "jobId", row, ordinal, key, path, message from job_refusals
           where job_id = $1 and (row, ordinal) > ($2, $3) order by row, ordinal limit $4`,
    values: [jobId, after.row, after.ordinal, limit],
  });
}
