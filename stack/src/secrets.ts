import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError } from '@cartograph/kit/config';
import { z } from 'zod';
import { clusterIn, portable } from './cluster-place.ts';
import { writePrivately } from './data-folder.ts';
import { eachRoom, type RoomName, rooms } from './rooms.ts';

/** What a later version adds to the file is kept as it is. */
const secretsFile = z.looseObject({
  /** Password of the embedded server's superuser. */
  postgres: z.string().min(16),
  /** Shared by the gateway and the rooms. */
  caller: z.string().min(16),
  /** Password of each room's role, of rooms that are gone as well. */
  rooms: z.record(z.string(), z.string().min(16)),
  /** Folder of the embedded cluster, seen from the data folder. */
  cluster: z.string().min(1),
  /** A server has run on the cluster; unset by versions that did not note it. */
  made: z.boolean().optional(),
});
type SecretsFile = z.infer<typeof secretsFile>;

export interface Secrets {
  postgres: string;
  caller: string;
  rooms: Readonly<Record<RoomName, string>>;
  /** Rooms that the folder has data of, and that are no rooms any more. */
  gone: readonly string[];
  /** Whole path of the embedded cluster. */
  cluster: string;
  made: boolean | undefined;
}

const draw = (): string => randomBytes(24).toString('base64url');
const fileIn = (dataDir: string): string => join(dataDir, 'secrets.json');
const write = (dataDir: string, file: SecretsFile): void => writePrivately(fileIn(dataDir), JSON.stringify(file, undefined, 2));

function read(dataDir: string): SecretsFile | undefined {
  const path = fileIn(dataDir);
  if (!existsSync(path)) return undefined;
  try {
    return secretsFile.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    throw new ConfigError(`DATA_DIR: ${path} cannot be read as this project's secrets; restore it, or run npm run reset to start empty.`);
  }
}

/** Where the cluster of a data folder is, and the rooms that it has data of; undefined when nothing was ever started on it. */
export function readSecrets(dataDir: string): KnownSecrets | undefined {
  const file = read(dataDir);
  if (!file) return undefined;
  const { caller, rooms: passwords } = file;
  return { cluster: clusterIn(dataDir, portable(file.cluster)), rooms: Object.keys(passwords), caller, passwords };
}

interface KnownSecrets {
  cluster: string;
  rooms: readonly string[];
  caller: string;
  /** Of each of those rooms' roles. */
  passwords: Readonly<Record<string, string>>;
}

/** Drawn once, at the first start, and kept beside the data; for a room that is new on the folder at the first start with it. */
export function openSecrets(dataDir: string, chooseCluster: () => string): Secrets {
  const known = read(dataDir);
  if (!known) refuseLostSecrets(dataDir);
  const before = known ?? { postgres: draw(), caller: draw(), rooms: {}, cluster: chooseCluster(), made: false };
  const all = { ...before.rooms, ...eachRoom((room) => before.rooms[room] ?? draw()) };
  const file: SecretsFile = { ...before, rooms: all, cluster: portable(before.cluster) };
  if (JSON.stringify(file) !== JSON.stringify(known)) write(dataDir, file);
  const { postgres, caller, cluster, made } = file;
  const gone = Object.keys(all).filter((name) => !(rooms as readonly string[]).includes(name));
  return { postgres, caller, rooms: all, gone, cluster: clusterIn(dataDir, cluster), made };
}

/** Secrets stand there before anything else: new ones open neither what is there nor guests' links, and elsewhere they would begin a new shop. */
function refuseLostSecrets(dataDir: string): void {
  if (!['postgres.log', 'postgres/PG_VERSION'].some((left) => existsSync(join(dataDir, left)))) return;
  throw new ConfigError(
    `DATA_DIR: ${dataDir} has a shop's data and its secrets.json no more; put that file back (each backup has it), or run npm run reset to start empty.`,
  );
}

/** From now on the cluster of the folder is never made anew. */
export function noteMade(dataDir: string): void {
  const file = read(dataDir);
  if (file && file.made !== true) write(dataDir, { ...file, made: true });
}

/** The file as a backup keeps it, whose cluster lies beside it, and the password of the superuser there. */
export function secretsForBackup(dataDir: string): { postgres: string; text: string } {
  const file = read(dataDir);
  if (!file) throw new ConfigError(`DATA_DIR: nothing was ever started on ${dataDir}.`);
  return { postgres: file.postgres, text: JSON.stringify({ ...file, cluster: 'postgres', made: true }, undefined, 2) };
}

/** The same of a folder whose databases are on a given server, or undefined where nothing was ever started on it. */
export function secretsOfGiven(dataDir: string): string | undefined {
  const file = read(dataDir);
  return file && JSON.stringify(file, undefined, 2);
}

/** What containers are given from outside, as such a file; `rooms` where the passwords are known. */
export const secretsOfContainers = (caller: string, accessToken: string | undefined, rooms: Readonly<Record<string, string>>): string =>
  JSON.stringify({ postgres: draw(), caller, ...(accessToken ? { accessToken } : {}), rooms, cluster: 'postgres' }, undefined, 2);

/** Puts the secrets of a backup into a data folder whose cluster is at `cluster`. */
export function restoreSecrets(dataDir: string, text: string, cluster: string): Pick<Secrets, 'postgres' | 'caller' | 'rooms'> {
  const file = secretsFile.parse(JSON.parse(text));
  const all = eachRoom((room) => file.rooms[room] ?? draw());
  write(dataDir, { ...file, rooms: { ...file.rooms, ...all }, cluster });
  return { postgres: file.postgres, caller: file.caller, rooms: all };
}
