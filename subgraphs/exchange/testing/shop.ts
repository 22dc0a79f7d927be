import { authorOfCommand } from '@cartograph/kit/audit';
import type { Database } from '@cartograph/kit/db';
import { uuidv7 } from '@cartograph/kit/ids';
import { silentLog } from '@cartograph/kit/log';
import { freshDatabase } from '@cartograph/kit/testing/fresh-database';
import type { Work } from '@cartograph/kit/work';
import { checks } from '#checks';
import { type Commands, commands } from '#commands';
import { driveJobs } from '#drive-jobs';
import type { KeyedRow, Kind, Kinds } from '#kind';
import type { Column } from '#rules/column';
import type { Job, JobFormat } from '#rules/job';

const columns: readonly Column[] = [
  { name: 'sku', type: 'text', about: 'What is kept.', required: true },
  { name: 'title', type: 'text', about: 'What it is called.' },
  { name: 'onHand', type: 'integer', about: 'How many there are.', required: true },
];

/** A room that keeps what it is given, and knows which SKUs there are: those that do not begin with NO-. */
export class Warehouse {
  readonly kept = new Map<string, { title: unknown; onHand: unknown }>();
  batches = 0;
  private readonly titled: boolean;
  /** Called before a batch is written. */
  beforeBatch: (rows: readonly KeyedRow[]) => Promise<void> = () => Promise.resolve();

  /** `titled`: rows of one title are about one thing. */
  constructor(titled = false) {
    this.titled = titled;
  }

  /** What is kept, whoever wrote it first. */
  inOrder(): [string, { title: unknown; onHand: unknown }][] {
    return [...this.kept].sort(([a], [b]) => (a < b ? -1 : 1));
  }

  readonly kind: Kind = {
    columns,
    importing: {
      keyOf: ({ sku }) => (typeof sku === 'string' ? sku : null),
      thingOf: ({ title }) => (this.titled && typeof title === 'string' ? title : null),
      write: async (rows, { dryRun }) => {
        this.batches += 1;
        await this.beforeBatch(rows);
        return rows.map(({ key, values }) => {
          if (key.startsWith('NO-')) return { kind: 'refused', problems: [{ path: ['sku'], message: `There is no ${key}.` }] };
          const { title, onHand } = { title: null, ...this.kept.get(key), ...values };
          const before = this.kept.get(key);
          if (before?.title === title && before?.onHand === onHand) return { kind: 'unchanged' };
          if (!dryRun) this.kept.set(key, { title, onHand });
          return { kind: 'changed' };
        });
      },
    },
    page: async (after) => {
      const keys = [...this.kept.keys()].sort().filter((key) => after === null || key > after);
      const page = keys.slice(0, 300);
      const rows = page.map((sku) => ({ sku, ...(this.kept.get(sku) as { title: string; onHand: number }) }));
      return { rows, next: page.length < keys.length ? (page.at(-1) ?? null) : null };
    },
  };
}

export interface Exchange extends Commands {
  db: Database;
  warehouse: Warehouse;
  work: Work<unknown>;
  /** Opens an import of stock. */
  open(format?: JobFormat, dryRun?: boolean): Promise<Job>;
  /** Sends a part of a file, the last one unless it is said otherwise. */
  send(jobId: string, bytes: Buffer | string, position?: number, isLast?: boolean): ReturnType<Commands['receiveFile']>;
  /** Drives a job as far as it goes now. */
  drive(jobId: string): Promise<Job>;
  /** A file from its start to its end. */
  run(bytes: Buffer | string, format?: JobFormat, dryRun?: boolean): Promise<Job>;
  export(format?: JobFormat): Promise<Buffer>;
  /** "row key path: message" of every refusal. */
  refusals(jobId: string): Promise<string[]>;
  violations(): Promise<string[]>;
}

const by = authorOfCommand('test');

/** An exchange on a database of its own, with one room that takes and gives stock. */
export async function openExchange(warehouse = new Warehouse()): Promise<Exchange> {
  const db = await freshDatabase('exchange', true);
  const kinds: Kinds = { STOCK: warehouse.kind };
  const work = driveJobs({ db, kinds }, silentLog(), false);
  const bound = commands({ db, kinds, work: { wake: () => Promise.resolve() } });
  const found = async (id: string): Promise<Job> => {
    const job = await bound.findJob(id);
    if (!job) throw new Error('there is no such job');
    return job;
  };
  const start = async (kind: Job['kind'], format: JobFormat, dryRun: boolean): Promise<Job> => {
    const started = await bound.startJob({ kind, data: 'STOCK', format, dryRun, changedAfter: null, idempotencyKey: uuidv7() }, by);
    if (started.kind !== 'started') throw new Error(started.kind);
    return started.job;
  };
  const exchange: Exchange = {
    ...bound,
    db,
    warehouse,
    work,
    open: (format = 'CSV', dryRun = false) => start('IMPORT', format, dryRun),
    send: (jobId, bytes, position = 0, isLast = true) =>
      bound.receiveFile(jobId, { position, end: undefined, isLast, chunks: inPieces(Buffer.from(bytes)) }),
    drive: async (jobId) => {
      await db.query({
        text: 'update jobs set lease_owner = null, lease_until = now() - interval $$1 hour$$ where id = $1',
        values: [jobId],
      });
      await work.sweep();
      return found(jobId);
    },
    run: async (bytes, format = 'CSV', dryRun = false) => {
      const { id } = await start('IMPORT', format, dryRun);
      await exchange.send(id, bytes);
      return exchange.drive(id);
    },
    export: async (format = 'CSV') => {
      const { id } = await start('EXPORT', format, false);
      await exchange.drive(id);
      const pieces: Buffer[] = [];
      for await (const piece of bound.readFile(id)) pieces.push(piece);
      return Buffer.concat(pieces);
    },
    refusals: async (jobId) => {
      const rows = await db.query<{ text: string }>({
        text: `select concat_ws(' ', row, key, array_to_string(path, '.')) || ': ' || message as text from job_refusals
               where job_id = $1 order by row, ordinal`,
        values: [jobId],
      });
      return rows.map(({ text }) => text);
    },
    violations: async () => {
      const found = await Promise.all(checks.own.map(({ sql }) => db.query<{ detail: string }>({ text: sql })));
      return found.flat().map(({ detail }) => detail);
    },
  };
  return exchange;
}

/** As a network gives them. */
async function* inPieces(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let start = 0; start < bytes.length; start += 60_000) yield bytes.subarray(start, start + 60_000);
}
