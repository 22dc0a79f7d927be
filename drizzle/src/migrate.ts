import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import pg from 'pg';

/** Rooms that have migrations: each a folder beside `src/`. */
export const migrationsFolder = (room: string): string => fileURLToPath(new URL(`../${room}`, import.meta.url));

/**
 * Brings one room's database to the newest migration; nothing to do is the common case. Safe to run from several processes at once
 * (an advisory lock lets one work while the others wait). Tracked in schema `drizzle`, one table a room.
 */
export async function migrateRoom(room: string, databaseUrl: string): Promise<void> {
  await migrateFrom(migrationsFolder(room), room, databaseUrl);
}

/** The same as far as one migration, by its number in the journal: the tables as they were when that was the newest. */
export async function migrateRoomTo(room: string, databaseUrl: string, last: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'cartograph-migrations-'));
  try {
    cpSync(migrationsFolder(room), folder, { recursive: true });
    const file = join(folder, 'meta', '_journal.json');
    const journal = JSON.parse(readFileSync(file, 'utf8')) as { entries: { when: number }[] };
    writeFileSync(file, JSON.stringify({ ...journal, entries: journal.entries.filter(({ when }) => when <= last) }));
    await migrateFrom(folder, room, databaseUrl);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Every migration of a room that this version knows, by its number in the journal. */
export function knownMigrations(room: string): number[] {
  return readMigrationFiles({ migrationsFolder: migrationsFolder(room) }).map(({ folderMillis }) => folderMillis);
}

async function migrateFrom(folder: string, room: string, databaseUrl: string): Promise<void> {
  if (!existsSync(folder)) throw new Error(`no migrations for ${room}`);
  const client = new pg.Client({ connectionString: databaseUrl, application_name: `${room} migrate` });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query("select pg_advisory_lock(hashtext('cartograph.migrate'))");
    await refuseNewer(client, room);
    await migrate(drizzle({ client }), { migrationsFolder: folder, migrationsSchema: 'drizzle', migrationsTable: room });
  } finally {
    await client.end();
  }
}

/** Fit to print as it is, like kit's of this name. */
class ConfigError extends Error {
  override name = 'ConfigError';
}

/** When a room's database was migrated last, in the numbers of its journal; 0 before the first time. */
async function lastApplied(client: pg.Client, room: string): Promise<{ last: number; count: number }> {
  const table = `drizzle.${client.escapeIdentifier(room)}`;
  const { rows: known } = await client.query<{ name: string | null }>('select to_regclass($1) as name', [table]);
  if (!known[0]?.name) return { last: 0, count: 0 };
  const { rows } = await client.query<{ last: string; count: number }>(
    `select max(created_at) as last, count(*)::int as count from ${table}`,
  );
  return { last: Number(rows[0]?.last ?? 0), count: rows[0]?.count ?? 0 };
}

/** Code that does not know what a later version made of the data would write beside it: it must not start. */
async function refuseNewer(client: pg.Client, room: string): Promise<number> {
  const { last, count } = await lastApplied(client, room);
  const known = readMigrationFiles({ migrationsFolder: migrationsFolder(room) }).map(({ folderMillis }) => folderMillis);
  // More than are known are another version's, too, whatever its clock said when it wrote them.
  if (last <= Math.max(0, ...known) && count <= known.length) return last;
  const when = new Date(last).toISOString().slice(0, 16).replace('T', ' ');
  throw new ConfigError(
    `${room}: its database was opened by a newer version, whose migration ${String(count - 1).padStart(4, '0')} (of ${when}) this one does not know; start that version, or restore a backup from before.`,
  );
}

/** How many migrations a room's database lacks: it was last opened by an earlier version. One of a later version is refused. */
export async function countPending(room: string, databaseUrl: string): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: `${room} look`, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const last = await refuseNewer(client, room);
    return readMigrationFiles({ migrationsFolder: migrationsFolder(room) }).filter(({ folderMillis }) => folderMillis > last).length;
  } finally {
    await client.end();
  }
}
