import { ConfigError } from '@cartograph/kit/config';
import pg from 'pg';
import { type RoomName, rooms } from '../rooms.ts';
import { openSession } from './tables-store.ts';

/** The rooms that have a database on a server, each empty; one with anything in it is refused, before it is changed. */
export async function findRoomsOn(adminUrl: string): Promise<Set<RoomName>> {
  const client = await openSession(adminUrl, 'restore');
  try {
    const { rows } = await client.query<{ name: string }>('select datname as name from pg_database');
    const there = rooms.filter((room) => rows.some(({ name }) => name === `cartograph_${room}`));
    for (const room of there) await refuseFull(adminUrl, room);
    return new Set(there);
  } finally {
    await client.end();
  }
}

async function refuseFull(adminUrl: string, room: RoomName): Promise<void> {
  const url = new URL(adminUrl);
  url.pathname = `/cartograph_${room}`;
  const where = `cartograph_${room} at ${url.hostname}:${url.port || 5432}`;
  const client = await openSession(url.toString(), 'restore').catch((error: unknown) => {
    if (error instanceof pg.DatabaseError) throw new ConfigError(`DATABASE_URL: ${where} cannot be looked into: ${error.message}.`);
    throw error;
  });
  try {
    const { rows } = await client.query<{ name: string }>(
      `select relname as name from pg_class join pg_namespace n on n.oid = relnamespace
       where relkind in ('r', 'p', 'v', 'm', 'f') and nspname <> 'information_schema' and nspname !~ '^pg_'
         and not exists (select from pg_depend where classid = 'pg_class'::regclass and objid = pg_class.oid and deptype = 'e') limit 1`,
    );
    const [found] = rows;
    if (found)
      throw new ConfigError(
        `DATABASE_URL: ${where} is not empty (${found.name}): a restore writes over no shop; name another server, or drop what is there.`,
      );
  } finally {
    await client.end();
  }
}

/** Takes everything of these roles out of their own databases again, which were there before and stay. */
export async function forgetRooms(urls: readonly string[]): Promise<void> {
  for (const url of urls) {
    const client = await openSession(url, 'restore').catch(() => undefined);
    await client?.query('drop owned by current_user cascade').catch(() => undefined);
    await client?.end().catch(() => undefined);
  }
}
