import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Pid and port of the server that runs on a cluster, or undefined; reads postmaster.pid and asks the kernel. */
export function runningPostgres(dataDir: string): { pid: number; port: number } | undefined {
  const file = join(dataDir, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const lines = readFileSync(file, 'utf8').split('\n');
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  if (isCopied(dataDir, pid, lines[1] ?? '')) return undefined;
  return Number.isInteger(pid) && pid > 0 && isPostgres(pid) ? { pid, port } : undefined;
}

/** A folder that was copied has the file of the original's server, which runs there; in one that was moved it is the folder's own. */
function isCopied(dataDir: string, pid: number, original: string): boolean {
  const file = join(original, 'postmaster.pid');
  if (!existsSync(file) || Number(readFileSync(file, 'utf8').split('\n')[0]) !== pid) return false;
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
