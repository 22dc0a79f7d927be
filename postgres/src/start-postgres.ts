import { spawn } from 'node:child_process';
import { closeSync, fchmodSync, openSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { release } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { ConfigError } from '@cartograph/kit/config';
import pg from 'pg';
import { findBinaries } from './binaries.ts';
import { makeFolder, prepareCluster, socketFolder } from './cluster.ts';
import { runningPostgres } from './running-postgres.ts';
import { type ServerUser, serverUser } from './server-user.ts';
import { signalTo, stopPostgres } from './stop-postgres.ts';

export interface PostgresOptions {
  /** Folder of the cluster; made when missing. */
  dataDir: string;
  /** Of the superuser `postgres`; kept by the cluster from its first start. */
  password: string;
  /** Extra settings as `name=value`. */
  settings?: readonly string[];
  logFile?: string;
  /** Default: a free one, and another where somebody else takes it before the server does. */
  port?: number;
  /** Where a free one comes from. */
  findPort?: () => Promise<number>;
  /** A server has run on the cluster before: then it is never made anew. */
  served?: boolean;
  /** Told, in a sentence, what a person should know of the cluster. */
  told?: (sentence: string) => void;
  /** The server runs, and does not answer yet: time for work that needs no database. */
  spawned?: () => void;
  /** Aborted while the server starts: it ends instead, and the start fails. */
  signal?: AbortSignal;
}

export interface PostgresServer {
  /** Superuser URL of the database `postgres`. */
  url: string;
  port: number;
  pid: number;
  /** When the server is gone, for whatever reason. */
  ended: Promise<void>;
  stop(mode?: 'fast' | 'immediate'): Promise<void>;
}

/**
 * Starts PostgreSQL on a cluster, created first when the folder is empty (0.5 s). A server that an earlier, killed process left
 * behind is stopped first. The server is a process group of its own, so that Ctrl-C reaches us and not it.
 */
export async function startPostgres(options: PostgresOptions): Promise<PostgresServer> {
  const { dataDir, password, served = false, told = console.error, findPort = freePort } = options;
  const binaries = await findBinaries();
  const user = await serverUser();
  makeFolder(dataDir, user);
  const orphan = runningPostgres(dataDir);
  if (orphan) await stopPostgres(orphan.pid, dataDir, 'fast');
  await prepareCluster({ binaries, user, dataDir, password, served, told });
  for (let left = 5; ; left -= 1) {
    const port = options.port ?? (await findPort());
    const server = await run(options, binaries.postgres, user, port);
    if (server) return server;
    const { logFile } = options;
    if (options.port !== undefined || left === 0 || (await isFree(port)))
      throw new ConfigError(`PostgreSQL did not start on ${dataDir}; its log says why${logFile ? `: ${logFile}` : ''}.`);
  }
}

/** The server, once it answers; undefined when it ended before. */
async function run(
  { dataDir, password, settings = [], logFile, signal, spawned }: PostgresOptions,
  program: string,
  user: ServerUser | undefined,
  port: number,
): Promise<PostgresServer | undefined> {
  const socket = socketFolder(dataDir, port);
  const sockets = `unix_socket_directories=${socket === undefined ? '' : `"${socket}"`}`;
  const all = [`port=${port}`, 'listen_addresses=127.0.0.1', sockets, 'max_connections=300', ...quickRecovery(), ...settings];
  const log = logFile === undefined ? 'ignore' : openLog(logFile);
  const child = spawn(program, ['-D', dataDir, ...all.flatMap((setting) => ['-c', setting])], {
    ...user,
    detached: true,
    stdio: ['ignore', log, log],
  });
  if (typeof log === 'number') closeSync(log);
  child.unref();
  spawned?.();
  const pid = child.pid;
  // However this process ends, short of a kill -9, it leaves no server behind.
  const abandon = (): void => void (pid !== undefined && signalTo(pid, 'SIGQUIT'));
  process.once('exit', abandon);
  let ended = false;
  const end = new Promise<void>((done) => {
    for (const event of ['exit', 'error']) child.once(event, () => done());
  }).then(() => {
    ended = true;
    process.off('exit', abandon);
  });
  const url = `postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres${socket === undefined ? '' : `?host=${encodeURIComponent(socket)}`}`;
  for (const until = Date.now() + 60_000; ; ) {
    if (ended || pid === undefined) return undefined;
    if (signal?.aborted) signalTo(pid, 'SIGQUIT');
    else if (await answers(url)) break;
    if (Date.now() > until) throw new ConfigError(`PostgreSQL on ${dataDir} did not answer within 60 s.`);
    await sleep(20);
  }
  return { url, port, pid, ended: end, stop: (mode = 'fast') => stopPostgres(pid, dataDir, mode) };
}

/**
 * After a kill PostgreSQL syncs its folder before it reads its log. File by file, 3,000 of them, that took 5.2 s on a busy machine; the file
 * system as a whole 0.5 s. Linux tells of write errors that way since 5.8.
 */
export function quickRecovery(platform: string = process.platform, kernel: string = release()): string[] {
  const [major = 0, minor = 0] = kernel.split('.').map(Number);
  return platform === 'linux' && (major > 5 || (major === 5 && minor >= 8)) ? ['recovery_init_sync_method=syncfs'] : [];
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done, failed) => server.once('error', failed).listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((done) => {
    const server = createServer().once('error', () => done(false));
    server.listen(port, '127.0.0.1', () => server.close(() => done(true)));
  });

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.end();
    return true;
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === '28P01')
      throw new ConfigError(
        'DATA_DIR: the PostgreSQL cluster has another password than the secrets.json beside it; put back the one that belongs to it (each backup has it), or run npm run reset to start empty.',
      );
    return false;
  }
}

/** Its lines name statements and people: for its owner alone, one that is there already included. */
function openLog(file: string): number {
  const log = openSync(file, 'a', 0o600);
  fchmodSync(log, 0o600);
  return log;
}
