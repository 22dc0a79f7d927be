import { type Database, openDatabase } from '@cartograph/kit/db';
import { silentLog } from '@cartograph/kit/log';
import pg from 'pg';
import { afterAll, onTestFinished } from 'vitest';

let counter = 0;

/** A migrated, empty database of a room's own for one test file or test: cloned from the room's template in about 30 ms. */
export async function freshDatabaseUrl(room: string): Promise<string> {
  const url = new URL(process.env['CARTOGRAPH_TEST_POSTGRES'] ?? '');
  const name = `${room}_${process.pid}_${(counter += 1)}_${Date.now().toString(36)}`;
  const client = new pg.Client({ connectionString: url.toString() });
  await client.connect();
  await client.query('select pg_advisory_lock(1)');
  await client.query(`create database ${name} template template_${room}`);
  await client.end();
  url.pathname = `/${name}`;
  return url.toString();
}

/** Two hundred at once on a machine that does other things wait for long, and none of them is what a test is about. */
export const patient = { patienceMs: 60_000 };

/** An open database of `room`, closed when the file (or, with `forTest`, the test) ends. */
export async function freshDatabase(room: string, forTest = false): Promise<Database> {
  const db = openDatabase({ url: await freshDatabaseUrl(room), log: silentLog(), ...patient });
  if (forTest) onTestFinished(() => db.close());
  else afterAll(() => db.close());
  return db;
}
