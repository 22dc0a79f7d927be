import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative } from 'node:path';
import { ConfigError } from '@cartograph/kit/config';
import { openFolder, reachableByOthers, runsAsOtherUser } from '@cartograph/postgres/server-user';
import { writePrivately } from './data-folder.ts';

const besideTheRest = 'postgres';
const elsewhere = /^data-[0-9a-f]{16}$/;

/** Where a new cluster goes, as secrets.json names it: beside the rest, unless we are root and the user that runs PostgreSQL cannot get there. */
export function chooseCluster(dataDir: string): string {
  if (!runsAsOtherUser() || reachableByOthers(dataDir)) return besideTheRest;
  return join(openFolder, `data-${randomBytes(8).toString('hex')}`);
}

/**
 * As secrets.json names it from now on: seen from the data folder, so that a folder can be moved, restored or copied. Versions before
 * wrote the whole path, also of a cluster that lies in the folder: then it still does, wherever the folder is by now.
 */
export const portable = (named: string): string =>
  !isAbsolute(named) || (dirname(named) === openFolder && elsewhere.test(basename(named))) ? named : besideTheRest;

/** The folder of the cluster. */
export const clusterIn = (dataDir: string, named: string): string => (isAbsolute(named) ? named : join(dataDir, named));

export const isInside = (dataDir: string, cluster: string): boolean => !relative(dataDir, cluster).startsWith('..');

/** What is gone is told, and never made anew: an empty shop in its place would give away its order numbers again. */
export function refuseLostCluster(dataDir: string, cluster: string, made: boolean | undefined): void {
  // Versions that did not note it have left a log, which begins with the first start on a cluster that was made.
  if (!(made ?? existsSync(join(dataDir, 'postgres.log'))) || existsSync(join(cluster, 'PG_VERSION'))) return;
  throw new ConfigError(
    `DATA_DIR: the data of ${dataDir} is gone: there is no PostgreSQL cluster at ${cluster}; put it back there, or run npm run reset to start empty.`,
  );
}

const ownerFileOf = (cluster: string): string => `${cluster}.owner`;

/** A cluster elsewhere is named by a copy of its data folder as well, which must not take it away from the original, nor stop its server. */
export function refuseForeignCluster(dataDir: string, cluster: string): void {
  const file = ownerFileOf(cluster);
  const owner = existsSync(file) ? readFileSync(file, 'utf8').trim() : dataDir;
  if (owner === dataDir || !names(join(owner, 'secrets.json'), cluster)) return;
  throw new ConfigError(
    `DATA_DIR: ${dataDir} is a copy of ${owner}, whose data is at ${cluster}, outside of both; start that one, or copy a folder that the user postgres can enter.`,
  );
}

/** Notes whose cluster it is, when it lies elsewhere. */
export const ownCluster = (dataDir: string, cluster: string): void => {
  if (!isInside(dataDir, cluster)) writePrivately(ownerFileOf(cluster), dataDir);
};

export const disownCluster = (cluster: string): void => rmSync(ownerFileOf(cluster), { force: true });

const names = (secretsFile: string, cluster: string): boolean =>
  existsSync(secretsFile) && readFileSync(secretsFile, 'utf8').includes(JSON.stringify(cluster));
