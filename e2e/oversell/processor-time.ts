import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Linux counts in hundredths of a second, whatever the kernel's own tick is. */
const ticksPerSecond = 100;

/** Seconds of processor time that the embedded PostgreSQL of a data folder has used, by all its processes that still run. */
export function postgresSeconds(dataDir: string): number {
  const postmaster = readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0] ?? '';
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return all.reduce((sum, pid) => sum + secondsOf(pid, postmaster), 0);
}

function secondsOf(pid: string, postmaster: string): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // What follows the name: state, parent, and as the 14th and 15th of all the time in user and in system mode.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (pid !== postmaster && fields[1] !== postmaster) return 0;
    return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
  } catch {
    // It has ended meanwhile.
    return 0;
  }
}
