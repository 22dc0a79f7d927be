import { setTimeout as sleep } from 'node:timers/promises';
import { ConfigError } from '@cartograph/kit/config';
import { type EachRoom, forEachRoom, type RoomName, rooms } from '../rooms.ts';
import { type Barrier, openBarrier, openSnapshot, type Snapshot } from './barrier-store.ts';
import { listTables, openSession, type Table } from './tables-store.ts';

export interface Cut {
  tables: EachRoom<Table[]>;
  snapshots: EachRoom<Snapshot>;
  /** How long nothing was written anywhere, and how often it was tried. */
  heldMs: number;
  attempts: number;
  close(): Promise<void>;
}

export interface CutOptions {
  /** How often it is tried (default 40, about a minute and a half). */
  mostAttempts?: number;
  /** For tests: the barrier is left out, and the snapshots are of as many moments as there are rooms. */
  withoutBarrier?: boolean;
  /** For tests: between two snapshots. */
  betweenMs?: number;
}

/**
 * A room's writer is waited for so long, and everybody behind it. Below PostgreSQL's deadlock_timeout (1 s), so that no transaction of a
 * buyer's that waits for us is ever looked at as one of a deadlock; every fourth time above it, since a vacuum by itself gives way only then.
 */
const patienceMs = (attempt: number): number => (attempt % 4 === 0 ? 1_600 : 600);

/**
 * Every room's database at one moment: writers of all rooms are held together, each snapshot is taken while all are, and only if all were
 * until the last one is it a cut. It is what a crash at that moment would leave, and what is under way then is driven on after it.
 */
export async function takeCut(databases: EachRoom<string>, options: CutOptions = {}): Promise<Cut> {
  const opened: { close(): Promise<void> }[] = [];
  const keep = <T extends { close(): Promise<void> }>(one: T): T => {
    opened.push(one);
    return one;
  };
  const close = async (): Promise<void> => void (await Promise.all(opened.map((one) => one.close())));
  try {
    const tables = await forEachRoom((room) => tablesOf(databases[room]));
    const barriers = await forEachRoom(async (room) => keep(await openBarrier(databases[room], tables[room])));
    const snapshots = await forEachRoom(async (room) => keep(await openSnapshot(databases[room], tables[room])));
    for (let attempts = 1; attempts <= (options.mostAttempts ?? 40); attempts += 1) {
      const from = performance.now();
      if (await heldThroughout(barriers, patienceMs(attempts), () => takeAll(snapshots, options), options))
        return { tables, snapshots, heldMs: performance.now() - from, attempts, close };
      // Whoever waited gets longer to write than they were held.
      await sleep(500 + Math.random() * 1_500);
      await forEachRoom((room) => snapshots[room].again());
    }
    throw new ConfigError(
      'Something writes to the shop without an end, such as a migration; nothing was saved: try again when it is over.',
    );
  } catch (error) {
    await close();
    throw error;
  }
}

async function tablesOf(url: string): Promise<Table[]> {
  const client = await openSession(url, 'backup');
  try {
    return await listTables(client);
  } finally {
    await client.end();
  }
}

async function heldThroughout(
  barriers: EachRoom<Barrier>,
  withinMs: number,
  work: () => Promise<void>,
  { withoutBarrier = false }: CutOptions,
): Promise<boolean> {
  if (withoutBarrier) {
    await work();
    return true;
  }
  const each = (verb: (room: RoomName) => Promise<boolean>): Promise<boolean> =>
    Promise.all(rooms.map(verb)).then((all) => all.every((well) => well));
  const held = await each((room) => barriers[room].hold(withinMs));
  if (held) await work();
  return (await each((room) => barriers[room].release())) && held;
}

async function takeAll(snapshots: EachRoom<Snapshot>, { betweenMs = 0 }: CutOptions): Promise<void> {
  if (betweenMs === 0) return void (await forEachRoom((room) => snapshots[room].take()));
  for (const room of rooms) {
    await snapshots[room].take();
    await sleep(betweenMs);
  }
}
