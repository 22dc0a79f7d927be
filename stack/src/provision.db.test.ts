import { migrateRoom } from '@cartograph/drizzle/migrate';
import { openDatabase } from '@cartograph/kit/db';
import { silentLog } from '@cartograph/kit/log';
import { freshDatabaseUrl } from '@cartograph/kit/testing/fresh-database';
import { expect, onTestFinished, test } from 'vitest';
import { migrateAll, outdatedDatabases } from './provision.ts';
import { forEachRoom } from './rooms.ts';

test('a database that an earlier version opened last, or none to its end, is named until it is migrated', async () => {
  const databases = await forEachRoom((room) => freshDatabaseUrl(room));
  expect(await outdatedDatabases(databases)).toEqual([]);
  const db = openDatabase({ url: databases.orders, log: silentLog() });
  onTestFinished(() => db.close());
  await db.query({ text: 'drop table shopping_lists' });
  await db.query({ text: 'delete from drizzle.orders where created_at = (select max(created_at) from drizzle.orders)' });
  expect(await outdatedDatabases(databases)).toEqual(['orders']);
  await migrateAll(databases);
  expect(await outdatedDatabases(databases)).toEqual([]);
  await db.query({ text: 'drop schema drizzle cascade' });
  expect(await outdatedDatabases(databases)).toEqual(['orders']);
});

test('a database that a newer version opened is refused with room and migration, and stays as that version left it', async () => {
  const databases = await forEachRoom((room) => freshDatabaseUrl(room));
  const db = openDatabase({ url: databases.payments, log: silentLog() });
  onTestFinished(() => db.close());
  const applied = () => db.query<{ hash: string }>({ text: 'select hash from drizzle.payments order by created_at' });
  const known = (await applied()).length;
  const later = Date.parse('2099-05-17T08:30:00Z');
  await db.query({ text: `insert into drizzle.payments (hash, created_at) values ('from the future', $1)`, values: [later] });
  const number = String(known).padStart(4, '0');
  const sentence = `payments: its database was opened by a newer version, whose migration ${number} (of 2099-05-17 08:30) this one does not know;`;
  // npm start, a room alone, and doctor.
  await expect(migrateAll(databases)).rejects.toThrow(sentence);
  await expect(migrateRoom('payments', databases.payments)).rejects.toThrow(sentence);
  await expect(outdatedDatabases(databases)).rejects.toThrow(sentence);
  expect(await applied()).toHaveLength(known + 1);
  // One that was written by a clock behind ours is one too many all the same; without the planted one the same code starts.
  await db.query({ text: `update drizzle.payments set created_at = 1 where hash = 'from the future'` });
  await expect(migrateRoom('payments', databases.payments)).rejects.toThrow(`whose migration ${number} (of `);
  await db.query({ text: `delete from drizzle.payments where hash = 'from the future'` });
  await migrateAll(databases);
});
