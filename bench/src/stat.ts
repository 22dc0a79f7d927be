import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

export const ticksPerSecond = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

/** Of a process, its times in seconds. */
export interface Stat {
  name: string;
  /** It runs no more, and its parent has not looked yet. */
  over: boolean;
  parent: number;
  own: number;
  /** Of those of its children that have ended. */
  ofEnded: number;
}

/** Fields 2, 4, 14 to 17 and 20 of /proc/<pid>/stat; undefined when it has ended meanwhile. */
export function statOf(pid: number): Stat | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const nameEnd = stat.lastIndexOf(')');
    const [state, ...numbers] = stat.slice(nameEnd + 2).split(' ');
    const fields = numbers.map(Number);
    const [user = 0, system = 0, endedUser = 0, endedSystem = 0] = fields.slice(10, 14);
    const ownTicks = (user + system) / ticksPerSecond;
    return {
      name: stat.slice(stat.indexOf('(') + 1, nameEnd),
      over: state === 'Z',
      parent: fields[0] ?? 0,
      own: fields[16] === 1 ? (exactTimeOf(pid) ?? ownTicks) : ownTicks,
      ofEnded: (endedUser + endedSystem) / ticksPerSecond,
    };
  } catch {
    return undefined;
  }
}

/**
 * To the nanosecond, where the kernel tells it: of a process with one thread, as PostgreSQL's are. Whole ticks of 10 ms, twice for each of
 * its hundred processes, would blur a turn of a few seconds by 2 %.
 */
function exactTimeOf(pid: number): number | undefined {
  try {
    return Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e9;
  } catch {
    return undefined;
  }
}

/** Of every process there is. */
export function everyStat(): Map<number, Stat> {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return new Map(
    pids.flatMap((pid) => {
      const stat = statOf(Number(pid));
      return stat ? [[Number(pid), stat] as const] : [];
    }),
  );
}
