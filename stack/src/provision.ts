import { countPending, migrateRoom } from '@cartograph/drizzle/migrate';
import pg from 'pg';
import { type EachRoom, forEachRoom, type RoomName, rooms } from './rooms.ts';

const { escapeIdentifier, escapeLiteral } = pg;

/** Where each room's database will be: role, password and name are taken from the URL. */
export type RoomDatabases = EachRoom<string>;

/** The URL of a room's own role and database on the server of `adminUrl`; its parameters (TLS and the like) are kept. */
export function roomUrl(adminUrl: string, room: string, password: string): string {
  const url = new URL(adminUrl);
  url.username = `cartograph_${room}`;
  url.password = password;
  url.pathname = `/cartograph_${room}`;
  return url.toString();
}

/**
 * One role and one database a room, each role reaching its own database only; what is there stays, with its password set anew.
 * `wholeServer`: the server is ours alone, so its maintenance databases are closed to the rooms as well.
 */
export async function provision(adminUrl: string, databases: RoomDatabases, wholeServer: boolean): Promise<void> {
  const pool = new pg.Pool({ connectionString: adminUrl, max: rooms.length, application_name: 'cartograph provision' });
  pool.on('error', () => undefined);
  try {
    const { rows } = await pool.query<{ name: string }>(
      `select 'database ' || datname as name from pg_database union all select 'role ' || rolname from pg_roles`,
    );
    const known = new Set(rows.map(({ name }) => name));
    if (wholeServer) await pool.query('revoke connect on database postgres from public; revoke connect on database template1 from public');
    await forEachRoom((room) => provisionRoom(pool, parts(databases[room]), known));
  } finally {
    await pool.end();
  }
}

/** Rooms that were added since a start last made what was missing. */
export async function missingDatabases(adminUrl: string, databases: RoomDatabases): Promise<RoomName[]> {
  const client = new pg.Client({ connectionString: adminUrl, application_name: 'cartograph look' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>('select datname as name from pg_database');
    return rooms.filter((room) => !rows.some(({ name }) => name === parts(databases[room]).database));
  } finally {
    await client.end();
  }
}

/** Rooms whose databases no start of this version has opened yet. */
export async function outdatedDatabases(databases: RoomDatabases): Promise<RoomName[]> {
  const pending = await forEachRoom((room) => countPending(room, databases[room]));
  return rooms.filter((room) => pending[room] > 0);
}

interface Parts {
  role: string;
  password: string;
  database: string;
}

function parts(url: string): Parts {
  const { username, password, pathname } = new URL(url);
  return { role: decodeURIComponent(username), password: decodeURIComponent(password), database: decodeURIComponent(pathname.slice(1)) };
}

async function provisionRoom(pool: pg.Pool, { role, password, database }: Parts, known: ReadonlySet<string>): Promise<void> {
  const [asRole, asDatabase] = [escapeIdentifier(role), escapeIdentifier(database)];
  await pool.query(`${known.has(`role ${role}`) ? 'alter' : 'create'} role ${asRole} login password ${escapeLiteral(password)}`);
  // Since PostgreSQL 16 a role that is no superuser must be a member of an owner it names.
  await pool.query(`grant ${asRole} to current_user`);
  if (!known.has(`database ${database}`)) await pool.query(`create database ${asDatabase} owner ${asRole}`);
  await pool.query(`revoke connect, temporary on database ${asDatabase} from public`);
}

/** Brings every room's database to its newest migration, side by side. */
export const migrateAll = (databases: RoomDatabases): Promise<EachRoom<void>> => forEachRoom((room) => migrateRoom(room, databases[room]));

/** Takes back what `provision` made on a server that is not ours alone. */
export async function dropRooms(adminUrl: string, names: Iterable<string>): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl, application_name: 'cartograph reset' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    for (const name of names) {
      const both = escapeIdentifier(`cartograph_${name}`);
      await client.query(`drop database if exists ${both} with (force)`);
      await client.query(`drop role if exists ${both}`);
    }
  } finally {
    await client.end();
  }
}
