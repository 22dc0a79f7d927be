import type { Queryable } from '@cartograph/kit/db';

export interface NewPart {
  jobId: string;
  position: number;
  bytes: Buffer;
}

export async function insertPart(tx: Queryable, { jobId, position, bytes }: NewPart): Promise<void> {
  await tx.query({
    name: 'exchange_insert_part',
    text: 'insert into job_parts (job_id, position, bytes) values ($1, $2, $3)',
    values: [jobId, position, bytes],
  });
}

/** Makes room for so many bytes at the end of the file; false when its end is elsewhere by now, or nothing is taken any more. */
export async function reserveBytes(tx: Queryable, { jobId, position, bytes }: NewPart, storedAtMost: number): Promise<boolean> {
  const rows = await tx.query({
    name: 'exchange_reserve_bytes',
    text: `update jobs set file_bytes = file_bytes + $3
           where id = $1 and kind = 'IMPORT' and status in ('QUEUED', 'RUNNING') and not file_complete and file_bytes = $2
             and (select coalesce(sum(file_bytes), 0) from jobs where files_forgotten_at is null) + $3 <= $4
           returning 1`,
    values: [jobId, position, bytes.length, storedAtMost],
  });
  return rows.length === 1;
}

/** False when the file has another length by now, or the job is over. */
export async function completeFile(tx: Queryable, jobId: string, fileBytes: number): Promise<boolean> {
  const rows = await tx.query({
    name: 'exchange_complete_file',
    text: `update jobs set file_complete = true where id = $1 and status in ('QUEUED', 'RUNNING') and file_bytes = $2 returning 1`,
    values: [jobId, fileBytes],
  });
  return rows.length === 1;
}

/** Of all files that are kept. */
export async function storedBytes(db: Queryable): Promise<number> {
  const [row] = await db.query<{ bytes: string }>({
    name: 'exchange_stored_bytes',
    text: 'select coalesce(sum(file_bytes), 0)::text as bytes from jobs where files_forgotten_at is null',
  });
  return Number(row?.bytes ?? 0);
}

/** The file from a byte on, a piece at a time: no more than one of them is in memory. */
export async function* readParts(db: Queryable, jobId: string, from: number): AsyncGenerator<Buffer> {
  let position = from;
  for (;;) {
    const [part] = await db.query<{ position: bigint; bytes: Buffer }>({
      name: 'exchange_read_part',
      // The filter stands outside: within, it would look at every part before the end of the file.
      text: `select position, bytes from (select position, bytes from job_parts where job_id = $1 and position <= $2
                                          order by position desc limit 1) last
             where position + length(bytes) > $2`,
      values: [jobId, position],
    });
    if (!part) return;
    const piece = part.bytes.subarray(position - Number(part.position));
    position += piece.length;
    yield piece;
  }
}
