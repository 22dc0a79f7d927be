import type { Queryable } from '@cartograph/kit/db';
import { claimKeys } from '#key-store';
import type { KeyedRow, Kind, Writer } from '#kind';
import type { CellProblem } from '#rules/column';
import type { Job, Refusal } from '#rules/job';
import type { PlacedRow } from '#rules/read-row';

interface Candidate extends KeyedRow {
  readonly number: number;
}

/** Rows of a batch, those that are refused here apart from those that the room is to write. */
export interface Checked {
  /** Without blank lines. */
  done: number;
  refusals: Refusal[];
  candidates: Candidate[];
}

/** What became of some rows of a file. */
export interface Written {
  done: number;
  changed: number;
  refusals: Refusal[];
  /** Rows that were refused, each once however many faults it has. */
  refused: number;
}

/** An index takes no longer ones. */
const maxKey = 500;

const refusalsOf = (row: number, key: string | null, problems: readonly CellProblem[]): Refusal[] =>
  problems.map(({ path, message }) => ({ row, key: key?.slice(0, maxKey) ?? null, path: [...path], message }));

/** Refuses what can be told without the room that owns such data. Batches are checked one after the other: the first row of a key counts. */
export async function checkRows(db: Queryable, { importing }: Kind, jobId: string, rows: readonly PlacedRow[]): Promise<Checked> {
  const refusals: Refusal[] = [];
  const candidates: Candidate[] = [];
  let done = 0;
  for (const { number, row } of rows) {
    if (row.kind === 'blank') continue;
    done += 1;
    const key = importing?.keyOf(row.values) ?? null;
    if (row.kind === 'refused') refusals.push(...refusalsOf(number, key, row.problems));
    else if (key === null || key.length > maxKey) refusals.push(...refusalsOf(number, key, [keyless]));
    else candidates.push({ number, key, values: row.values });
  }
  const first = await claimKeys(
    db,
    jobId,
    candidates.map(({ key, number }) => ({ key, row: number })),
  );
  const isFirst = ({ key, number }: Candidate): boolean => first.get(key) === number;
  for (const { key, number } of candidates.filter((one) => !isFirst(one)))
    refusals.push(...refusalsOf(number, key, [{ path: [], message: `Row ${first.get(key)} has this key too, and the first one counts.` }]));
  return { done, refusals, candidates: candidates.filter(isFirst) };
}

const keyless: CellProblem = { path: [], message: `The row has no key, or one of more than ${maxKey} characters.` };

/** Has the room write what was not refused, and says what came of all. */
export async function writeRows(
  { importing }: Kind,
  { done, refusals, candidates }: Checked,
  { dryRun, by }: Pick<Job, 'dryRun'> & { by: Writer },
): Promise<Written> {
  if (!importing) throw new Error('such data are not imported');
  const outcomes = candidates.length > 0 ? await importing.write(candidates, { dryRun, by }) : [];
  if (outcomes.length !== candidates.length) throw new Error(`${candidates.length} rows got ${outcomes.length} outcomes`);
  const all = [...refusals];
  let changed = 0;
  for (const [index, { number, key }] of candidates.entries()) {
    const outcome = outcomes[index];
    if (outcome?.kind === 'changed') changed += 1;
    if (outcome?.kind === 'refused') all.push(...refusalsOf(number, key, outcome.problems));
  }
  all.sort((a, b) => a.row - b.row);
  return { done, changed, refusals: all, refused: new Set(all.map(({ row }) => row)).size };
}
