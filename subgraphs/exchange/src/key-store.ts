import type { Queryable } from '@cartograph/kit/db';

export interface RowKey {
  key: string;
  row: number;
}

/** For each key the row that has it first in the file; said again, the same. */
export async function claimKeys(db: Queryable, jobId: string, keys: readonly RowKey[]): Promise<Map<string, number>> {
  const rows = await db.query<RowKey & Record<string, unknown>>({
    name: 'exchange_claim_keys',
    text: `insert into job_keys as k (job_id, key, row)
           select $1, key, min(row) from jsonb_to_recordset($2) as t(key text, row int) group by key order by key
           on conflict (job_id, key) do update set row = least(k.row, excluded.row)
           returning key, row`,
    values: [jobId, JSON.stringify(keys)],
  });
  return new Map(rows.map(({ key, row }) => [key, row]));
}
