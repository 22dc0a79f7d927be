import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Pid and port of the server that runs on a cluster, or undefined; reads postmaster.pid and asks the kernel. */
export function runningPostgres(dataDir: string): { pid: number; port: number } | undefined {
  const lines = linesOf(dataDir);
  if (!lines) return undefined;
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  if (isCopied(dataDir, pid, lines[1] ?? '')) return undefined;
  return Number.isInteger(pid) && pid > 0 && isPostgres(pid) ? { pid, port } : undefined;
}

/** Of postmaster.pid; undefined without one. A server that stops may take it away at any moment. */
function linesOf(dataDir: string): string[] | undefined {
  try {
    return readFileSync(join(dataDir, 'postmaster.pid'), 'utf8').split('\n');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** A folder that was copied has the file of the original's server, which runs there; in one that was moved it is the folder's own. */
function isCopied(dataDir: string, pid: number, original: string): boolean {
  const lines = linesOf(original);
  if (!lines || Number(lines[0]) !== pid) return false;
  const [here, there] = [statSync(dataDir), statSync(original)];
  return here.ino !== there.ino || here.dev !== there.dev;
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
