import { ConfigError } from '@cartograph/kit/config';
import { runningStack, type StackFile } from '@cartograph/kit/data-dir';
import { readStackConfig } from './config.ts';
import { claimDataFolder } from './data-folder.ts';
import { openServer } from './open-server.ts';
import { missingDatabases, outdatedDatabases, roomUrl } from './provision.ts';
import { type EachRoom, eachRoom, type RoomName } from './rooms.ts';
import { readSecrets } from './secrets.ts';

export interface FoundDatabases {
  databases: EachRoom<string>;
  /** Is a stack at work on them? */
  running: boolean;
}

/**
 * The databases of DATA_DIR: of a running stack, or of a stopped one, for which PostgreSQL then runs until `release` is called. `hold` is
 * given what to call, as soon as there is something to let go.
 */
export async function findDatabases(purpose: string, hold: (release: () => Promise<void>) => void): Promise<FoundDatabases> {
  const { dataDir, databaseUrl } = readStackConfig();
  const stack = runningStack(dataDir);
  if (stack) return { databases: eachRoom((room) => announced(stack, room)), running: true };
  if (!readSecrets(dataDir)) throw new ConfigError(`DATA_DIR: nothing was ever started on ${dataDir}.`);
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
  return { databases, running: false };
}

function announced({ databases, pid }: StackFile, room: RoomName): string {
  const url = databases[room];
  if (url !== undefined) return url;
  throw new ConfigError(`DATA_DIR: process ${pid} was started before the room ${room} was added; start it again.`);
}
