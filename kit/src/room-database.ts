import { type Database, type DatabaseOptions, openDatabase } from './db.ts';
import { keepDurable } from './durable-database.ts';
import type { RoomOptions } from './room.ts';
import { measureRoom } from './room-figures.ts';

/** A participant's pools. */
export interface RoomDatabase {
  db: Database;
  /** For Try, Confirm and Cancel: the same as `db`, or one whose commits are not waited for. */
  coordinated: Database;
  statements(): number;
  close(): Promise<void>;
}

type Options = Pick<RoomOptions, 'databaseUrl' | 'log' | 'poolSize' | 'coordinatorServer' | 'background'>;

/**
 * Opens a room that takes part in placements. Its Tries and their settlement need not wait for the disk where the coordinator's
 * database is on the same server: what decides on them commits later in the same log, synchronously, and makes them durable first.
 * A server that crashes before loses both, or a Try that was answered: the coordinator's decision then demands a token that the crash
 * took away (orders' `server_life`), and the drive is repeated.
 */
export async function openRoomDatabase(applicationName: string, options: Options): Promise<RoomDatabase> {
  const { databaseUrl: url, log, poolSize, coordinatorServer } = options;
  const how = { url, log, applicationName, keyedPlans: true };
  const db = await openOwnDatabase({ ...how, ...(poolSize === undefined ? {} : { max: poolSize }) }, options.background);
  const shared = coordinatorServer ? (await serverOf(db)) === coordinatorServer : false;
  if (!shared) {
    measureRoom(applicationName, db);
    return { db, coordinated: db, statements: () => db.statements(), close: () => db.close() };
  }
  const coordinated = openDatabase({ ...how, max: poolSize ?? 6, relaxedCommits: true });
  measureRoom(applicationName, db, [db, coordinated]);
  return {
    db,
    coordinated,
    statements: () => db.statements() + coordinated.statements(),
    close: async () => {
      await Promise.all([db.close(), coordinated.close()]);
    },
  };
}

/** A room's own pool: its server is asked whether it keeps what it answers, now and, unless `background` is false, each minute, with a pulse. */
export const openOwnDatabase = (options: DatabaseOptions, background = true): Promise<Database> =>
  keepDurable(openDatabase({ ...options, pulse: background }), { log: options.log, ...(background ? {} : { everyMs: 0 }) });

/**
 * Names the running server of a database: its system identifier, and since copies of a cluster keep that, when it was started. Empty
 * where it cannot be read, which is no server at all.
 */
export async function serverOf(db: Database): Promise<string> {
  const [row] = await db
    .query<{ server: string }>({
      text: `select format('%s/%s', system_identifier, extract(epoch from pg_postmaster_start_time())) as server from pg_control_system()`,
    })
    .catch(() => []);
  return row?.server ?? '';
}
