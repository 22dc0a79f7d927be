import { existsSync } from 'node:fs';
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
  const folder = migrationsFolder(room);
  if (!existsSync(folder)) throw new Error(`no migrations for ${room}`);
  const client = new pg.Client({ connectionString: databaseUrl, application_name: `${room} migrate` });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query("select pg_advisory_lock(hashtext('cartograph.migrate'))");
    await migrate(drizzle({ client }), { migrationsFolder: folder, migrationsSchema: 'drizzle', migrationsTable: room });
  } finally {
    await client.end();
  }
}

/** How many migrations a room's database lacks: it was last opened by an earlier version. */
export async function countPending(room: string, databaseUrl: string): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: `${room} look`, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const table = `drizzle.${client.escapeIdentifier(room)}`;
    const { rows: known } = await client.query<{ name: string | null }>('select to_regclass($1) as name', [table]);
    const { rows } = known[0]?.name ? await client.query<{ last: string }>(`select max(created_at) as last from ${table}`) : { rows: [] };
    const last = Number(rows[0]?.last ?? 0);
    return readMigrationFiles({ migrationsFolder: migrationsFolder(room) }).filter(({ folderMillis }) => folderMillis > last).length;
  } finally {
    await client.end();
  }
}
