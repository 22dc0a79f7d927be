import type { Progress } from '@cartograph/kit/work';
import type { Driving } from '#drive-import';
import { advanceExport, endJob, loadJobs } from '#job-store';
import { kindOf } from '#kind';
import { completeFile, insertPart, storedBytes } from '#part-store';
import { csvLine } from '#rules/cell';
import { type Column, cellText, type Values } from '#rules/column';
import { isOver, type Job, maxFileBytes, maxStoredBytes } from '#rules/job';

/** Writes the file of an export page by page, each committed with where the next one begins. */
export async function driveExport({ db, kinds, stopping }: Driving, id: string): Promise<Progress> {
  const [job] = await loadJobs(db, [id]);
  if (!job || isOver(job)) return { kind: 'finished' };
  const kind = kindOf(kinds, job);
  let at = job;
  for (;;) {
    if (stopping.aborted) return { kind: 'wait', ms: 0 };
    const { rows, next } = await kind.page(at.cursor, job.changedAfter);
    const bytes = Buffer.from(textOf(rows, kind.columns, job.format, at.fileBytes === 0));
    const before = at;
    if (at.fileBytes + bytes.length > maxFileBytes || (await storedBytes(db)) + bytes.length > maxStoredBytes) {
      await endJob(db, id, 'FAILED', 'The file would be too large, or the files that are kept together: wait until older ones are gone.');
      return { kind: 'finished' };
    }
    const written = await db.transaction(async (tx) => {
      if (!(await advanceExport(tx, before, { bytes: bytes.length, rows: rows.length, next }))) return false;
      if (bytes.length > 0) await insertPart(tx, { jobId: id, position: before.fileBytes, bytes });
      if (next === null) {
        await completeFile(tx, id, before.fileBytes + bytes.length);
        await endJob(tx, id, 'SUCCEEDED');
      }
      return true;
    });
    if (!written || next === null) return { kind: 'finished' };
    at = { ...at, cursor: next, fileBytes: before.fileBytes + bytes.length };
  }
}

/** `first`: a CSV file begins with the line of its columns. */
function textOf(rows: readonly Values[], columns: readonly Column[], format: Job['format'], first: boolean): string {
  if (format === 'JSONL') return rows.map((row) => `${JSON.stringify(inOrder(row, columns))}\n`).join('');
  const lines = rows.map((row) => csvLine(columns.map((column) => cellText(column, row[column.name]))));
  return [...(first ? [csvLine(columns.map(({ name }) => name))] : []), ...lines].join('');
}

const inOrder = (row: Values, columns: readonly Column[]) => Object.fromEntries(columns.map(({ name }) => [name, row[name] ?? null]));
