import { everyStat, type Stat } from '../stat.ts';

/** Seconds of processor time of a shop so far: of all its processes, and of those that are PostgreSQL. */
export interface ShopTime {
  all: number;
  postgres: number;
}

/** Processes by their ids. */
export type Family = ReadonlyMap<number, Stat>;

/** A process and all that come from it. */
export function familyOf(ancestor: number): Family {
  const every = everyStat();
  const family = new Map<number, Stat>();
  const add = (pid: number): void => {
    const stat = every.get(pid);
    if (!stat) return;
    family.set(pid, stat);
    for (const [child, { parent }] of every) if (parent === pid) add(child);
  };
  add(ancestor);
  return family;
}

/** What children used that have ended is told by their parents, so nothing is lost when a connection's process ends. */
export function timeOf(ancestor: number): ShopTime {
  const time: ShopTime = { all: 0, postgres: 0 };
  for (const { name, own, ofEnded } of familyOf(ancestor).values()) {
    time.all += own + ofEnded;
    if (name === 'postgres') time.postgres += own + ofEnded;
  }
  return time;
}
