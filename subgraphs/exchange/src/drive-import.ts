import type { Database } from '@cartograph/kit/db';
import { failpoint } from '@cartograph/kit/failpoints';
import type { Progress } from '@cartograph/kit/work';
import type { From, Read, Source } from '#file-reader';
import { inBatches, inBites } from '#in-batches';
import { advanceImport, endJob, type ImportStep, loadJobs } from '#job-store';
import { type Kinds, kindOf } from '#kind';
import { readParts } from '#part-store';
import { readCsv } from '#read-csv';
import { readJsonl } from '#read-jsonl';
import { insertRefusals } from '#refusal-store';
import { type ThingOf, thingOfRow } from '#rules/batch';
import { endOf, expiryOf, isOver, type Job } from '#rules/job';
import type { PlacedRow } from '#rules/read-row';
import { checkRows, type Written, writeRows } from '#write-rows';

export interface Driving {
  db: Database;
  kinds: Kinds;
  /** Aborted: the room stops, and whoever starts next goes on. */
  stopping: AbortSignal;
}

/** Batches that another room has at once: while it writes one, the next is read. */
const inFlight = 2;
/** An upload that another process takes is looked for so often; one here says so itself. */
const waitForFileMs = 3_000;

interface Batch {
  rows: readonly PlacedRow[];
  header: Job['header'];
  /** What its rows are about: what the next batch says of the same is written after it. */
  things: ReadonlySet<string>;
  written: Promise<Written>;
}

const meet = (some: ReadonlySet<string>, others: ReadonlySet<string>): boolean => [...some].some((one) => others.has(one));

const thingsOf = (rows: readonly PlacedRow[], thingOf: ThingOf): Set<string> =>
  new Set(rows.flatMap((row) => thingOfRow(row, thingOf) ?? []));

/** Does what there is of an import's file, in batches that each are committed with their results. */
export async function driveImport({ db, kinds, stopping }: Driving, id: string): Promise<Progress> {
  const [job] = await loadJobs(db, [id]);
  if (!job || isOver(job)) return { kind: 'finished' };
  const kind = kindOf(kinds, job);
  const thingOf = kind.importing?.thingOf ?? (() => null);
  let at: Job = job;
  const batches: Batch[] = [];
  /** Commits the oldest batch; false when somebody else has, or the job is over. */
  const settle = async (): Promise<boolean> => {
    const batch = batches.shift();
    if (!batch) return true;
    const next = await commit(db, at, batch);
    if (next) at = next;
    return next !== undefined;
  };
  const by = { id: job.owner === job.startedBy ? null : job.owner, name: job.startedBy };
  try {
    let { header } = job;
    for await (const read of inBatches(reading(db, job, kind.columns), thingOf)) {
      if (stopping.aborted) return { kind: 'wait', ms: 0 };
      switch (read.kind) {
        case 'header':
          header = read.header;
          break;
        case 'broken':
          while (batches.length > 0) if (!(await settle())) return { kind: 'finished' };
          await fail(db, at, read);
          return { kind: 'finished' };
        case 'rows': {
          const { rows } = read;
          const things = thingsOf(rows, thingOf);
          while (batches.length >= inFlight || batches.some((one) => meet(things, one.things)))
            if (!(await settle())) return { kind: 'finished' };
          const checked = await checkRows(db, kind, job.id, rows);
          const written = writeRows(kind, checked, { dryRun: job.dryRun, by });
          // Whoever awaits it hears of a fault; until then it must not end the process.
          written.catch(() => undefined);
          batches.push({ rows, header, things, written });
        }
      }
    }
    while (batches.length > 0) if (!(await settle())) return { kind: 'finished' };
    return await atEnd(db, at);
  } finally {
    await Promise.allSettled(batches.map(({ written }) => written));
  }
}

function reading(db: Database, job: Job, columns: From['columns']): AsyncGenerator<Read> {
  const { id, position, lastRow, header, format } = job;
  const from: From = { position, lastRow, header, columns };
  const source: Source = {
    chunks: inBites(readParts(db, id, position)),
    // Complete when it was begun: what was added since has not been read.
    isComplete: () => Promise.resolve(job.fileComplete),
  };
  return format === 'CSV' ? readCsv(source, from) : readJsonl(source, from);
}

/** Results and position in one commit: after a kill no row is counted twice, and none is left out. */
async function commit(db: Database, at: Job, { rows, header, written }: Batch): Promise<Job | undefined> {
  const last = rows.at(-1);
  const { done, changed, refused, refusals } = await written;
  failpoint('exchange.import.before_commit');
  if (!last) return at;
  const step: ImportStep = { from: at.position, to: last.end, lastRow: last.number, header, done, changed, refused };
  const committed = await db.transaction(async (tx) => {
    if (!(await advanceImport(tx, at.id, step))) return false;
    await insertRefusals(tx, at.id, refusals);
    return true;
  });
  if (!committed) return undefined;
  return { ...at, position: step.to, lastRow: step.lastRow, rowsRefused: at.rowsRefused + refused };
}

/** What cannot be read any further is one refusal more, and the end. */
async function fail(db: Database, at: Job, { number, problem }: Extract<Read, { kind: 'broken' }>): Promise<void> {
  await db.transaction(async (tx) => {
    const step = { from: at.position, to: at.position, lastRow: at.lastRow, header: at.header, done: 1, changed: 0, refused: 1 };
    if (!(await advanceImport(tx, at.id, step))) return;
    await insertRefusals(tx, at.id, [{ row: number, key: null, path: [...problem.path], message: problem.message }]);
    await endJob(tx, at.id, 'FAILED', `Row ${number}: ${problem.message}`);
  });
}

async function atEnd(db: Database, at: Job): Promise<Progress> {
  if (at.fileComplete) {
    await endJob(db, at.id, endOf(at.rowsRefused));
    return { kind: 'finished' };
  }
  if (expiryOf(at).getTime() > Date.now()) return { kind: 'wait', ms: waitForFileMs };
  await endJob(db, at.id, 'FAILED', 'The file did not arrive in time.');
  return { kind: 'finished' };
}
