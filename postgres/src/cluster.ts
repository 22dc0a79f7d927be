import { execFile } from 'node:child_process';
import { accessSync, chmodSync, chownSync, constants, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { ConfigError } from '@cartograph/kit/config';
import type { Binaries } from './binaries.ts';
import type { ServerUser } from './server-user.ts';

const run = promisify(execFile);

/** A cluster that a server can start on: made when the folder is empty (0.5 s), else without what a killed server left in it. */
export async function prepareCluster(binaries: Binaries, user: ServerUser | undefined, dataDir: string, password: string): Promise<void> {
  if (existsSync(join(dataDir, 'PG_VERSION'))) removeLeftovers(dataDir);
  else await initialise(binaries, user, dataDir, password);
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
        '--no-sync',
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
