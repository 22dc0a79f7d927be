import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { knownMigrations, migrateRoomTo } from '@cartograph/drizzle/migrate';
import { ConfigError } from '@cartograph/kit/config';
import pg from 'pg';
import { claimDataFolder, holdsUnfinishedRestore, restoring } from '../data-folder.ts';
import { checkGiven } from '../open-server.ts';
import { dropRooms, migrateAll, provision, roomUrl } from '../provision.ts';
import { type EachRoom, eachRoom, rooms } from '../rooms.ts';
import { restoreSecrets } from '../secrets.ts';
import { makeSeedLedger } from '../seed/seed-once.ts';
import { claimServer, ownerOf } from '../server-owner-store.ts';
import { restoreMedia } from './copy-media.ts';
import { pathOf } from './copy-tables.ts';
import { findRoomsOn, forgetRooms } from './empty-server-store.ts';
import { damaged, readChecked, readManifest, type TablesManifest } from './manifest.ts';
import { leaveOutNumbers, numbersLeftOut } from './order-numbers-store.ts';
import { fillTables, listTables, openSession, readSequences, type Table } from './tables-store.ts';

/** Makes an empty data folder and an empty server the shop of a backup; whatever keeps it from being whole leaves both empty. */
export async function restoreGiven(
  backup: string,
  { dataDir, databaseUrl, said = () => undefined }: { dataDir: string; databaseUrl: string; said?: (line: string) => void },
): Promise<{ madeAt: string; nextNumber: string }> {
  const manifest = readManifest(backup);
  if (manifest.format !== 2)
    throw new ConfigError(`${backup} is of the embedded PostgreSQL: unset DATABASE_URL, and it is restored to a data folder of its own.`);
  refuseOtherVersions(backup, manifest);
  if (holdsUnfinishedRestore(dataDir))
    throw new ConfigError(
      `DATA_DIR: a restore to ${dataDir} was ended before it was whole; npm run reset -- --databases removes what it made, then it can be tried again.`,
    );
  if (existsSync(dataDir) && readdirSync(dataDir).length > 0)
    throw new ConfigError(`DATA_DIR: ${dataDir} is not empty; name a new folder, which takes the shop's secrets.`);
  await compareFiles(backup, manifest);
  said('every file is as it was written');
  await checkGiven(databaseUrl);
  const before = await findRoomsOn(databaseUrl);
  const folder = claimDataFolder(dataDir, restoring);
  try {
    const secrets = restoreSecrets(dataDir, readChecked(backup, manifest, 'secrets.json'), 'postgres');
    const databases = eachRoom((room) => roomUrl(databaseUrl, room, secrets.rooms[room]));
    // Containers belong to no folder, and are refused where one does.
    await claimServer(databaseUrl, manifest.shape === 'folder' ? ownerOf(secrets.caller) : undefined, databases.orders);
    try {
      await provision(databaseUrl, databases, false);
      await fill(backup, manifest, databases, said);
      await migrateAll(databases);
      restoreMedia(backup, manifest, dataDir);
      return { madeAt: manifest.madeAt, nextNumber: await leaveOutNumbers(databases.orders, numbersLeftOut) };
    } catch (error) {
      await dropRooms(
        databaseUrl,
        rooms.filter((room) => !before.has(room)),
      );
      await forgetRooms(rooms.filter((room) => before.has(room)).map((room) => databases[room]));
      throw error;
    }
  } catch (error) {
    for (const name of ['secrets.json', 'media']) rmSync(join(dataDir, name), { recursive: true, force: true });
    throw error;
  } finally {
    folder.release();
  }
}

/** This version's tables, or those of an earlier one, which its migrations bring up to date. */
function refuseOtherVersions(backup: string, { rooms: parts }: TablesManifest): void {
  for (const room of Object.keys(parts).filter((name) => !(rooms as readonly string[]).includes(name)))
    throw new ConfigError(`${backup} has a room that this version does not know: ${room}; restore it with the version that made it.`);
  for (const room of rooms) {
    const last = parts[room]?.lastMigration;
    // A room that was added since begins empty, as at an upgrade.
    if (last === undefined || knownMigrations(room).includes(last)) continue;
    throw new ConfigError(
      `${backup} was made by a version that this one does not know: ${room} had a migration of ${new Date(last).toISOString().slice(0, 16).replace('T', ' ')}; restore it with that version.`,
    );
  }
}

/** Before anything is made: a backup that is not whole makes no shop. */
async function compareFiles(backup: string, { files }: TablesManifest): Promise<void> {
  for (const { path, sha256 } of files) {
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(join(backup, path))) hash.update(chunk as Buffer);
    if (hash.digest('hex') !== sha256) throw damaged(backup, path);
  }
}

async function fill(backup: string, manifest: TablesManifest, databases: EachRoom<string>, said: (line: string) => void): Promise<void> {
  for (const room of rooms) {
    const part = manifest.rooms[room];
    if (!part) continue;
    try {
      await migrateRoomTo(room, databases[room], part.lastMigration);
      if (room === 'orders') await makeSeedLedger(databases.orders);
      const tables = await fillRoom(databases[room], part, (table) => createReadStream(join(backup, pathOf(room, table))));
      const left = part.tables.filter((table) => !tables.includes(table)).map((table) => pathOf(room, table));
      said(`${room}: ${tables.length} tables${left.length > 0 ? `; no table of a room, left out: ${left.join(', ')}` : ''}`);
    } catch (error) {
      if (!(error instanceof pg.DatabaseError)) throw error;
      throw new ConfigError(`${room}: the server refused what the backup has: ${error.message}; nothing was restored.`);
    }
  }
}

type Part = TablesManifest['rooms'][string];

/** What somebody else keeps in a room's database is no part of the shop: nobody knows here how its tables are made. */
async function fillRoom(url: string, { tables, sequences }: Part, read: (table: Table) => NodeJS.ReadableStream): Promise<Table[]> {
  const client = await openSession(url, 'restore');
  try {
    const made = await listTables(client);
    const counted = await readSequences(client);
    const same = (one: { schema: string; name: string }) => (other: { schema: string; name: string }) =>
      one.schema === other.schema && one.name === other.name;
    const ours = tables.filter((table) => made.some(same(table)));
    await fillTables(
      client,
      ours,
      read,
      sequences.filter((sequence) => counted.some(same(sequence))),
    );
    return ours;
  } finally {
    await client.end().catch(() => undefined);
  }
}
