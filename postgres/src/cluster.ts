import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  chownSync,
  closeSync,
  constants,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { ConfigError } from '@cartograph/kit/config';
import type { Binaries } from './binaries.ts';
import { readClusterState } from './cluster-state.ts';
import type { ServerUser } from './server-user.ts';

const run = promisify(execFile);

export interface NewCluster {
  binaries: Binaries;
  user: ServerUser | undefined;
  dataDir: string;
  password: string;
  /** A server has run on it: what is not whole is told, and never made anew. */
  served: boolean;
  told: (sentence: string) => void;
}

/** A cluster that a server can start on: made when there is none (0.5 s), else without what a killed server left in it. */
export async function prepareCluster(options: NewCluster): Promise<void> {
  const { dataDir, served, told } = options;
  removeDrafts(dataDir);
  const state = readClusterState(dataDir);
  switch (state) {
    case 'whole':
      return removeLeftovers(dataDir);
    case 'absent':
      return make(options);
    case 'unfinished':
      if (served) throw damaged(dataDir);
      told(`The first start on ${dataDir} was ended before it was ready, and nothing was kept there: PostgreSQL's files are made anew.`);
      return make(options);
    case 'damaged':
      throw damaged(dataDir);
    case 'foreign':
      throw new ConfigError(`DATA_DIR: ${dataDir} holds files that are no PostgreSQL cluster; choose another folder.`);
    default:
      return state satisfies never;
  }
}

const damaged = (dataDir: string): ConfigError =>
  new ConfigError(
    `DATA_DIR: files of the PostgreSQL cluster at ${dataDir} are missing; restore a backup, or run npm run reset to start empty.`,
  );

/** Beside the place where it belongs, on the disk (initdb syncs what it made), then renamed: a start that is killed leaves none, or a whole one. */
async function make({ binaries, user, dataDir, password }: NewCluster): Promise<void> {
  const draft = `${dataDir}${draftMark}${randomBytes(4).toString('hex')}`;
  makeFolder(draft, user);
  await initialise(binaries, user, draft, password);
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  renameSync(draft, dataDir);
  syncFolder(dirname(dataDir));
}

const draftMark = '.made-';

/** Of starts that were killed, whose initdb may still write: what cannot be removed now is removed by a later start. */
function removeDrafts(dataDir: string): void {
  const folder = dirname(dataDir);
  for (const name of readdirSync(folder).filter((one) => one.startsWith(`${basename(dataDir)}${draftMark}`))) {
    try {
      rmSync(join(folder, name), { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
    } catch {
      // its initdb is quicker
    }
  }
}

/** A rename is on the disk when its folder is. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const opened = openSync(folder, 'r');
  try {
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
}

async function initialise({ initdb }: Binaries, user: ServerUser | undefined, dataDir: string, password: string): Promise<void> {
  const passwordFile = join(tmpdir(), `cartograph-${process.pid}-${Date.now()}`);
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (user) chownSync(passwordFile, user.uid, user.gid);
  try {
    await run(
      initdb,
      [
        `--pgdata=${dataDir}`,
        '--auth=scram-sha-256',
        '--username=postgres',
        `--pwfile=${passwordFile}`,
        '--encoding=UTF8',
        '--locale-provider=builtin',
        '--locale=C.UTF-8',
      ],
      { ...user },
    );
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** What a killed server leaves: locks with a pid that may be anybody's by now, for which PostgreSQL refuses to start, and dead sockets. */
function removeLeftovers(dataDir: string): void {
  const left = readdirSync(dataDir).filter((name) => name === 'postmaster.pid' || name.startsWith('.s.PGSQL.'));
  for (const name of left) rmSync(join(dataDir, name), { force: true });
}

/**
 * Where its Unix socket is, which URLs name as `host` beside the address: SQL through it costs less processor time than through TCP
 * (TCP stays open for psql). Linux takes 107 bytes, others 103; in a folder whose name is longer there is none.
 */
export function socketFolder(dataDir: string, port: number): string | undefined {
  const folder = resolve(dataDir);
  const most = process.platform === 'linux' ? 107 : 103;
  return process.platform !== 'win32' && Buffer.byteLength(join(folder, `.s.PGSQL.${port}`)) <= most && !folder.includes('"')
    ? folder
    : undefined;
}

export function makeFolder(dataDir: string, user: ServerUser | undefined): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    if (user) chownSync(dataDir, user.uid, user.gid);
    chmodSync(dataDir, 0o700);
    accessSync(dataDir, constants.W_OK);
  } catch (error) {
    throw new ConfigError(
      `DATA_DIR: ${dataDir} cannot be written (${(error as NodeJS.ErrnoException).code ?? 'unknown'}); choose a folder that can.`,
    );
  }
}
