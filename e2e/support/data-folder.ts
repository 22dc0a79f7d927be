import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new data folder that PostgreSQL's own user can reach, too. */
export function makeDataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cartograph-e2e-'));
  chmodSync(folder, 0o755);
  return folder;
}

/** Ends what still runs on the folder, and deletes it. */
export function removeDataFolder(folder: string): void {
  killPostgres(folder);
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
}

/** kill -9 of the embedded PostgreSQL and of every process it has started, which are process groups of their own. */
export const killPostgres = (folder: string): void => signalPostgres(folder, 'SIGKILL');

/** The same signal to it and to every process it has started. */
export function signalPostgres(folder: string, signal: NodeJS.Signals): void {
  for (const each of postgresOf(folder)) sendTo(each, signal);
}

/** The embedded PostgreSQL and every process it has started. */
export function postgresOf(folder: string): number[] {
  const pid = postmasterOf(folder);
  return pid === undefined ? [] : [pid, ...childrenOf(pid)];
}

function postmasterOf(folder: string): number | undefined {
  try {
    const pid = Number(readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(folder) ? pid : undefined;
  } catch {
    return undefined;
  }
}

function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => parentOf(name) === parent)
    .map(Number);
}

function parentOf(pid: string): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return undefined;
  }
}

/** `pid` may be negative, for a process group. */
export const killHard = (pid: number): void => sendTo(pid, 'SIGKILL');

function sendTo(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // it is gone already, which is what was wanted
  }
}
