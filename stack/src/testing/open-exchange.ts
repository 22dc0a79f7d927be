import { randomUUID } from 'node:crypto';
import { authorOfCommand } from '@cartograph/kit/audit';
import { freshDatabaseUrl } from '@cartograph/kit/testing/fresh-database';
import { afterAll } from 'vitest';
import { type EachRoom, forEachRoom } from '../rooms.ts';
import { type Rooms, startRooms } from '../start-rooms.ts';

type Command = Parameters<Rooms['exchange']['commands']['startJob']>[0];
type Data = Command['data'];

export interface OpenExchange {
  rooms: Rooms;
  databases: EachRoom<string>;
  /** Brings a CSV file in: what became of it, and "row key path: message" of all refusals. */
  bring(data: Data, file: string | Buffer, dryRun?: boolean): Promise<{ told: string; refusals: string[] }>;
  /** Takes all such data out as CSV. */
  take(data: Data): Promise<string>;
}

const by = authorOfCommand('a test');

/** To be opened before a file's tests, and closed after them: every room on databases of its own, empty, with nothing that works by itself: files come and go as by the commands of the machine. */
export async function openExchange(): Promise<OpenExchange> {
  const databases = await forEachRoom(freshDatabaseUrl);
  const how = { callerSecret: 'not used in process', publicUrl: 'http://localhost', eventBus: 'postgres', logLevel: 'error' };
  const { rooms, stop } = await startRooms({ databases, ...how, background: false });
  afterAll(stop);
  const { commands } = rooms.exchange;
  const finished = async (kind: Command['kind'], data: Data, dryRun: boolean, file?: Buffer) => {
    const outcome = await commands.startJob({ kind, data, format: 'CSV', dryRun, changedAfter: null, idempotencyKey: randomUUID() }, by);
    if (outcome.kind !== 'started') throw new Error(JSON.stringify(outcome));
    const { id } = outcome.job;
    if (file) await commands.receiveFile(id, { position: 0, end: undefined, isLast: true, chunks: piecesOf(file) });
    for (;;) {
      await commands.wakeJob(id);
      const job = await commands.findJob(id);
      if (job?.finishedAt) return job;
    }
  };
  return {
    rooms,
    databases,
    bring: async (data, file, dryRun = false) => {
      const job = await finished('IMPORT', data, dryRun, Buffer.from(file));
      let report = '';
      for await (const page of commands.readReport(job.id)) report += page;
      const told = job.failure ?? `${job.rowsDone} rows: ${job.rowsChanged} changed, ${job.rowsRefused} refused`;
      return { told, refusals: report.split('\r\n').slice(1, -1) };
    },
    take: async (data) => {
      const job = await finished('EXPORT', data, false);
      const pieces: Buffer[] = [];
      for await (const piece of commands.readFile(job.id)) pieces.push(piece);
      return Buffer.concat(pieces).toString();
    },
  };
}

async function* piecesOf(file: Buffer): AsyncGenerator<Buffer> {
  for (let start = 0; start < file.length; start += 60_000) yield file.subarray(start, start + 60_000);
}
