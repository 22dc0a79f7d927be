import type { Queryable } from '@cartograph/kit/db';
import { loadRefusalsAfter } from '#refusal-store';
import { csvLine } from '#rules/cell';

const pageRows = 500;

/** All refusals of a job as a CSV file, a page in memory at a time. */
export async function* reportLines(db: Queryable, jobId: string): AsyncGenerator<string> {
  yield csvLine(['row', 'key', 'path', 'message']);
  let after = { row: -1, ordinal: -1 };
  for (;;) {
    const page = await loadRefusalsAfter(db, jobId, after, pageRows);
    if (page.length > 0)
      yield page.map(({ row, key, path, message }) => csvLine([String(row), key ?? '', path.join('.'), message])).join('');
    const last = page.at(-1);
    if (!last || page.length < pageRows) return;
    after = { row: last.row, ordinal: last.ordinal };
  }
}
