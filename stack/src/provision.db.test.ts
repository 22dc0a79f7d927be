import { openDatabase } from '@cartograph/kit/db';
import { silentLog } from '@cartograph/kit/log';
import { freshDatabaseUrl } from '@cartograph/kit/testing/fresh-database';
import { expect, onTestFinished, test } from 'vitest';
import { migrateAll, outdatedDatabases } from './provision.ts';
import { forEachRoom } from './rooms.ts';

test('a database that an earlier version opened last, or none to its end, is named until it is migrated', async () => {
  const databases = await forEachRoom((room) => freshDatabaseUrl(room));
  expect(await outdatedDatabases(databases)).toEqual([]);
  const db = openDatabase({ url: databases.inventory, log: silentLog() });
  onTestFinished(() => db.close());
  await db.query({ text: 'alter table outbox drop column sequence, drop column history' });
  await db.query({ text: 'delete from drizzle.inventory where created_at = (select max(created_at) from drizzle.inventory)' });
  expect(await outdatedDatabases(databases)).toEqual(['inventory']);
  await migrateAll(databases);
  expect(await outdatedDatabases(databases)).toEqual([]);
  await db.query({ text: 'drop schema drizzle cascade' });
  expect(await outdatedDatabases(databases)).toEqual(['inventory']);
});
