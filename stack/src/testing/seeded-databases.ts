import { freshDatabaseUrl } from '@cartograph/kit/testing/fresh-database';
import { rebuild } from '@cartograph/products/server';
import pg from 'pg';
import { openSources } from '../catalogue/sources.ts';
import { type EachRoom, forEachRoom, type RoomName } from '../rooms.ts';
import { seedDemo } from '../seed/seed-demo.ts';
import { seedReviews } from '../seed/seed-reviews.ts';
import { startRooms } from '../start-rooms.ts';

/** The demo shop in databases of its own, with all its events published. */
export async function seededDatabases(): Promise<EachRoom<string>> {
  const databases = await forEachRoom((room) => freshDatabaseUrl(room));
  const options = { databases, callerSecret: 'a secret of tests', publicUrl: 'http://shop', eventBus: 'postgres', logLevel: 'silent' };
  const { rooms, stop } = await startRooms({ ...options, background: false });
  const now = new Date();
  await seedDemo(rooms, now);
  await seedReviews(rooms, now);
  // A seed that was cut short is repeated, and finds all that it did.
  await seedDemo(rooms, now);
  await seedReviews(rooms, now);
  await stop();
  await forEachRoom((room) => run(databases[room], 'update outbox set published_at = now()'));
  // Nobody has heard those events: what they would have told the catalogue it is told here.
  const { products, sources, close } = await openSources(databases, 'tests');
  await rebuild(products, sources, () => undefined);
  await close();
  return databases;
}

export async function run<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

let copies = 0;

/** A copy of one room's database, file by file: no page of it is in memory yet. */
export async function copyOf(databases: EachRoom<string>, room: RoomName): Promise<string> {
  const url = new URL(databases[room]);
  const source = url.pathname.slice(1);
  const copy = `${source}_${(copies += 1)}`;
  url.pathname = '/postgres';
  await run(url.toString(), `create database ${copy} template ${source} strategy file_copy`);
  url.pathname = `/${copy}`;
  return url.toString();
}

/** The shop with one room's database copied and spoiled. */
export async function spoiled(databases: EachRoom<string>, room: RoomName, sql: string): Promise<EachRoom<string>> {
  const url = await copyOf(databases, room);
  await run(url, `set session_replication_role = replica; ${sql}`);
  return { ...databases, [room]: url };
}
