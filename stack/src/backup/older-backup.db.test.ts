import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { countPending, knownMigrations, migrateRoom, migrateRoomTo } from '@cartograph/drizzle/migrate';
import { expect, test } from 'vitest';
import { rooms } from '../rooms.ts';
import { copyOut, fillTables, listTables, openSession, readSequences } from './tables-store.ts';

async function emptyDatabase(): Promise<string> {
  const url = new URL(process.env['CARTOGRAPH_TEST_POSTGRES'] ?? '');
  const name = `restored_${randomBytes(6).toString('hex')}`;
  const client = await openSession(url.toString(), 'a test');
  await client.query(`create database ${name}`);
  await client.end();
  url.pathname = `/${name}`;
  return url.toString();
}

test.each(rooms)(
  '%s: what an earlier version saved is restored as that version had it, and brought up to date then',
  async (room) => {
    const all = knownMigrations(room);
    const last = all.at(-2) ?? all.at(-1) ?? 0;
    const [from, to] = [await emptyDatabase(), await emptyDatabase()];
    for (const url of [from, to]) await migrateRoomTo(room, url, last);
    const pending = await countPending(room, from);
    expect(pending).toBe(all.length - 1 - all.indexOf(last));

    const source = await openSession(from, 'a test');
    const tables = await listTables(source);
    expect(tables.length).toBeGreaterThan(3);
    const rows = new Map<string, string>();
    for (const table of tables) rows.set(table.name, await text(copyOut(source, table)));
    const target = await openSession(to, 'a test');
    await fillTables(target, tables, ({ name }) => Readable.from([rows.get(name) ?? '']), await readSequences(source));
    for (const table of tables) expect(await text(copyOut(target, table))).toBe(rows.get(table.name));
    await Promise.all([source, target].map((client) => client.end()));
    await migrateRoom(room, to);
    expect(await countPending(room, to)).toBe(0);
  },
  60_000,
);
