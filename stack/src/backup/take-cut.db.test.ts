import { type Database, openDatabase } from '@cartograph/kit/db';
import { silentLog } from '@cartograph/kit/log';
import { freshDatabaseUrl } from '@cartograph/kit/testing/fresh-database';
import { expect, onTestFinished, test } from 'vitest';
import { type EachRoom, forEachRoom } from '../rooms.ts';
import { openBarrier } from './barrier-store.ts';
import { listTables, openSession } from './tables-store.ts';
import { takeCut } from './take-cut.ts';

function open(url: string): Database {
  const db = openDatabase({ url, log: silentLog() });
  onTestFinished(() => db.close());
  return db;
}

/** A room's database with a barrier before it, and somebody who writes to it. */
async function openRoom() {
  const url = await freshDatabaseUrl('inventory');
  const session = await openSession(url, 'a test');
  const tables = await listTables(session);
  await session.end();
  const barrier = await openBarrier(url, tables);
  onTestFinished(() => barrier.close());
  const db = open(url);
  let count = 0;
  const write = () =>
    db.query({ text: `insert into locations (id, code, name, priority) values ($1, $1, 'a house', 1)`, values: [`l${(count += 1)}`] });
  const read = () => db.query<{ id: string }>({ text: 'select id from locations' });
  return { barrier, db, write, read };
}

const isWaiting = (db: Database) =>
  expect
    .poll(() => db.query({ text: `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'` }))
    .toHaveLength(1);

test('whoever writes while writers are held waits and is answered then, and whoever reads does not wait', async () => {
  const { barrier, db, write, read } = await openRoom();
  expect(await barrier.hold(600_000)).toBe(true);
  let answered = false;
  const written = write().finally(() => (answered = true));
  await isWaiting(db);
  expect(await read()).toEqual([]);
  expect(answered).toBe(false);
  expect(await barrier.release()).toBe(true);
  await written;
  expect(await read()).toHaveLength(1);
});

test('a backup that stands still holds nobody for good: its server lets writers go on, and it knows that there was no moment', async () => {
  const { barrier, write, read } = await openRoom();
  expect(await barrier.hold(600_000)).toBe(true);
  await write();
  expect(await read()).toHaveLength(1);
  expect(await barrier.release()).toBe(false);
  // It begins again.
  expect(await barrier.hold(600_000)).toBe(true);
  expect(await barrier.release()).toBe(true);
}, 60_000);

test('a writer who takes too long is not waited for, and neither is anybody behind it held any more', async () => {
  const { barrier, db, write } = await openRoom();
  const done = Promise.withResolvers<void>();
  const began = Promise.withResolvers<void>();
  const slow = db.transaction(async (tx) => {
    await tx.query({ text: `insert into locations (id, code, name, priority) values ('slow', 'slow', 'a house', 1)` });
    began.resolve();
    await done.promise;
  });
  await began.promise;
  expect(await barrier.hold(100)).toBe(false);
  expect(await barrier.release()).toBe(false);
  await write();
  done.resolve();
  await slow;
  expect(await barrier.hold(600_000)).toBe(true);
  expect(await barrier.release()).toBe(true);
});

/** Two rooms that somebody writes one number to, one after the other: at no moment is the second ahead of the first. */
async function cutWhileWriting(databases: EachRoom<string>, options: Parameters<typeof takeCut>[1]): Promise<[number, number]> {
  const [first, second] = [open(databases.payments), open(databases.inventory)];
  await Promise.all([first, second].map((db) => db.query({ text: 'create table counted (number int); insert into counted values (0)' })));
  let over = false;
  const writing = (async () => {
    for (let number = 1; !over; number += 1)
      for (const db of [first, second]) await db.query({ text: 'update counted set number = $1', values: [number] });
  })();
  const cut = await takeCut(databases, options);
  over = true;
  await writing;
  const seen = await Promise.all(
    (['payments', 'inventory'] as const).map(
      async (room) => (await cut.snapshots[room].client.query<{ number: number }>('select number from counted')).rows[0]?.number ?? -1,
    ),
  );
  await cut.close();
  return [seen[0] ?? -1, seen[1] ?? -1];
}

test('the snapshots of all rooms are of one moment, and without the barrier they are of several', async () => {
  const [ahead, behind] = await cutWhileWriting(await forEachRoom(freshDatabaseUrl), { betweenMs: 100 });
  expect([0, 1]).toContain(ahead - behind);
  // The order of the rooms is payments last: it has gone on.
  const [later, sooner] = await cutWhileWriting(await forEachRoom(freshDatabaseUrl), { betweenMs: 100, withoutBarrier: true });
  expect(later - sooner).toBeGreaterThan(1);
}, 120_000);

test('where somebody writes without an end there is no backup, and nobody is held for it', async () => {
  const databases = await forEachRoom(freshDatabaseUrl);
  const slow = await openSession(databases.payments, 'a test');
  onTestFinished(() => slow.end());
  await slow.query('begin; lock table payments in row exclusive mode');
  await expect(takeCut(databases, { mostAttempts: 2 })).rejects.toThrow('Something writes to the shop without an end');
  await open(databases.payments).query({ text: 'update payments set placement_id = placement_id' });
}, 120_000);
