import { ConfigError } from '@cartograph/kit/config';
import { runningStack, type StackFile } from '@cartograph/kit/data-dir';
import { readStackConfig } from './config.ts';
import { claimDataFolder } from './data-folder.ts';
import { readRoomUrls, refuseUnusable, urlsOnServer } from './given-databases.ts';
import { openServer } from './open-server.ts';
import { missingDatabases, outdatedDatabases, roomUrl } from './provision.ts';
import { type EachRoom, eachRoom, type RoomName, rooms } from './rooms.ts';
import { readSecrets } from './secrets.ts';

export interface FoundDatabases {
  databases: EachRoom<string>;
  /** Is a stack at work on them, or may one be? */
  running: boolean;
  /** Where their cluster may lie on this machine. */
  files?: string | undefined;
  /** Where pictures lie on this machine; unset where they lie elsewhere. */
  dataDir?: string | undefined;
}

/** The databases that the environment names alone: a URL a room, or the server of DATABASE_URL when nothing was started on DATA_DIR. */
export function namedDatabases({
  dataDir,
  databaseUrl,
}: {
  dataDir: string;
  databaseUrl: string | undefined;
}): EachRoom<string> | undefined {
  const given = readRoomUrls();
  if (given) return given;
  const alone = databaseUrl !== undefined && !runningStack(dataDir) && !readSecrets(dataDir);
  return alone ? urlsOnServer(databaseUrl) : undefined;
}

/**
 * The databases that are named, or those of DATA_DIR: of a running stack, or of a stopped one, for which PostgreSQL then runs until
 * `release` is called. `hold` is given what to call, as soon as there is something to let go. `needed`: without these there is no look.
 */
export async function findDatabases(
  purpose: string,
  hold: (release: () => Promise<void>) => void,
  needed: readonly RoomName[] = rooms,
): Promise<FoundDatabases> {
  const { dataDir, databaseUrl, mediaStore } = readStackConfig();
  const named = namedDatabases({ dataDir, databaseUrl });
  if (named) {
    await refuseUnusable(named, needed);
    return { databases: named, running: true };
  }
  const stack = runningStack(dataDir);
  const files = readSecrets(dataDir)?.cluster;
  const kept = mediaStore === 'folder' ? dataDir : undefined;
  if (stack) return { databases: eachRoom((room) => announced(stack, room)), running: true, files, dataDir: kept };
  if (!readSecrets(dataDir))
    throw new ConfigError(
      `DATA_DIR: nothing was ever started on ${dataDir}; for a shop elsewhere set DATABASE_URL, or <ROOM>_DATABASE_URL for each room.`,
    );
  const folder = claimDataFolder(dataDir, purpose);
  hold(() => Promise.resolve(folder.release()));
  const server = await openServer(dataDir, databaseUrl);
  hold(async () => {
    await server.stop();
    folder.release();
  });
  const databases = eachRoom((room) => roomUrl(server.adminUrl, room, server.secrets.rooms[room]));
  const missing = await missingDatabases(server.adminUrl, databases);
  if (missing.length > 0) throw new ConfigError(`DATA_DIR: ${dataDir} has no database of ${missing.join(' and ')} yet; npm start adds it.`);
  const outdated = await outdatedDatabases(databases);
  if (outdated.length > 0)
    throw new ConfigError(`DATA_DIR: ${dataDir} was last opened by an earlier version; npm start brings it up to date.`);
  return { databases, running: false, files, dataDir: kept };
}

function announced({ databases, pid }: StackFile, room: RoomName): string {
  const url = databases[room];
  if (url !== undefined) return url;
  throw new ConfigError(`DATA_DIR: process ${pid} was started before the room ${room} was added; start it again.`);
}
