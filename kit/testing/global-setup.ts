import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrateRoom, migrationsFolder } from '@cartograph/drizzle/migrate';
import { startPostgres } from '@cartograph/postgres/start-postgres';
import pg from 'pg';

/** Where the run's PostgreSQL is; set before the workers start, which inherit it. */
export const testPostgres = 'CARTOGRAPH_TEST_POSTGRES';

const [folderOfRun, projectOfRun] = ['CARTOGRAPH_TEST_FOLDER', 'CARTOGRAPH_TEST_PROJECT'];

/** A folder that is gone when the run is over; undefined outside of a run, and in a clone of the project that a test of it has made. */
export const testFolder = (project: string): string | undefined =>
  process.env[projectOfRun] === project ? process.env[folderOfRun] : undefined;

/** One PostgreSQL for the whole run, with a migrated template database a room; `fresh-database.ts` clones them. */
export default async function setup(): Promise<() => Promise<void>> {
  // Both projects that need it call this in one process: the first call serves all.
  if (process.env[testPostgres]) return async () => {};
  const folder = mkdtempSync(join(tmpdir(), 'cartograph-test-'));
  chmodSync(folder, 0o755);
  const server = await startPostgres({ dataDir: join(folder, 'postgres'), password: 'test', settings: ['fsync=off'] });
  const stop = async (): Promise<void> => {
    for (const name of [testPostgres, folderOfRun, projectOfRun]) delete process.env[name];
    await server.stop('immediate');
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await makeTemplates(server.url);
  } catch (error) {
    await stop();
    throw error;
  }
  process.env[testPostgres] = server.url;
  process.env[folderOfRun] = folder;
  process.env[projectOfRun] = join(import.meta.dirname, '../..');
  return stop;
}

async function makeTemplates(serverUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  for (const room of migratedRooms()) {
    await client.query(`create database template_${room}`);
    await migrateRoom(room, databaseUrl(serverUrl, `template_${room}`));
  }
  await client.end();
}

/** Rooms whose folder under `drizzle/` has a journal of migrations. */
const migratedRooms = (): string[] =>
  readdirSync(migrationsFolder('.'), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.name === '_journal.json' && !entry.parentPath.includes('node_modules'))
    .map((entry) => entry.parentPath.split('/').at(-2) ?? '');

function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.toString();
}
