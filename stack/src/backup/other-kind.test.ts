import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { knownMigrations } from '@cartograph/drizzle/migrate';
import { expect, onTestFinished, test } from 'vitest';
import { restoring } from '../data-folder.ts';
import { type TablesManifest, writeManifest } from './manifest.ts';
import { restore } from './restore.ts';
import { restoreGiven } from './restore-given.ts';

function folders() {
  const base = mkdtempSync(join(tmpdir(), 'cartograph-kind-'));
  onTestFinished(() => rmSync(base, { recursive: true }));
  const [backup, dataDir] = [join(base, 'backup'), join(base, 'shop')];
  mkdirSync(backup);
  return { backup, dataDir };
}

const about = { madeAt: '2026-11-30T12:00:00.000Z', postgres: '18.1', files: [] };
const ofTables = (lastMigration: number, room = 'orders'): TablesManifest => ({
  ...about,
  format: 2,
  shape: 'folder',
  rooms: { [room]: { lastMigration, tables: [], sequences: [] } },
});
// Nobody answers there: what is refused is refused before.
const databaseUrl = 'postgres://nobody:nothing@127.0.0.1:1/postgres';

test('a backup of the embedded server is not restored to a given one, nor the other way round, and both say what is', async () => {
  const { backup, dataDir } = folders();
  writeManifest(backup, { ...about, format: 1, folders: [] });
  await expect(restoreGiven(backup, { dataDir, databaseUrl })).rejects.toThrow('is of the embedded PostgreSQL: unset DATABASE_URL');
  writeManifest(backup, ofTables(0));
  await expect(restore(backup, dataDir)).rejects.toThrow('is of a server of its own: set DATABASE_URL');
});

test('a backup of a later version, and one with a room that is none here, are refused before anything is asked or made', async () => {
  const { backup, dataDir } = folders();
  writeManifest(backup, ofTables(Math.max(...knownMigrations('orders')) + 1));
  await expect(restoreGiven(backup, { dataDir, databaseUrl })).rejects.toThrow('was made by a version that this one does not know: orders');
  writeManifest(backup, ofTables(0, 'wishes'));
  await expect(restoreGiven(backup, { dataDir, databaseUrl })).rejects.toThrow('has a room that this version does not know: wishes');
});

test('where a restore was killed the next one says how to begin anew, and a folder that is in use stays as it is', async () => {
  const { backup, dataDir } = folders();
  writeManifest(backup, ofTables(knownMigrations('orders')[0] ?? 0));
  mkdirSync(dataDir);
  writeFileSync(join(dataDir, 'lock'), `${process.pid}:12@34 ${restoring}`);
  await expect(restoreGiven(backup, { dataDir, databaseUrl })).rejects.toThrow('npm run reset -- --databases removes what it made');
  writeFileSync(join(dataDir, 'lock'), 'somebody’s');
  await expect(restoreGiven(backup, { dataDir, databaseUrl })).rejects.toThrow('is not empty');
  expect(readdirSync(dataDir)).toEqual(['lock']);
});
