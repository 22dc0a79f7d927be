import { readFileSync } from 'node:fs';
import { everyStat, statOf, ticksPerSecond } from './stat.ts';

/** Seconds of processor time so far. */
export interface CpuTime {
  /** The rooms and the gateway: this process, which for the floor and the saga alone also drives them, and those of a process a room. */
  node: number;
  /** The postmaster and all that it has started. */
  postgres: number;
  /** The load generator, where it is a process of its own. */
  load: number;
  /** All processors, whoever used them. */
  machine: number;
}

/** Of one process alone, in seconds. */
export const cpuOf = (pid: number): number => statOf(pid)?.own ?? 0;

export interface Pids {
  postmaster: number;
  load: number | undefined;
  /** Of rooms and gateway that are processes of their own. */
  rooms: readonly number[];
}

export function readCpu({ postmaster, load, rooms }: Pids): CpuTime {
  const all = everyStat();
  const server = all.get(postmaster);
  const backends = [...all.values()].reduce((sum, { parent, own }) => sum + (parent === postmaster ? own : 0), 0);
  const { user, system } = process.cpuUsage();
  const [, ...ticks] = (readFileSync('/proc/stat', 'utf8').split('\n')[0] ?? '').split(/\s+/).map(Number);
  // user, nice, system, idle, iowait, irq, softirq
  const busy = ticks.slice(0, 7).reduce((sum, value, index) => (index === 3 || index === 4 ? sum : sum + value), 0);
  return {
    node: rooms.reduce((sum, pid) => sum + cpuOf(pid), (user + system) / 1e6),
    postgres: (server?.own ?? 0) + (server?.ofEnded ?? 0) + backends,
    load: load === undefined ? 0 : cpuOf(load),
    machine: busy / ticksPerSecond,
  };
}

const both = (one: CpuTime, other: CpuTime, join: (a: number, b: number) => number): CpuTime => ({
  node: join(one.node, other.node),
  postgres: join(one.postgres, other.postgres),
  load: join(one.load, other.load),
  machine: join(one.machine, other.machine),
});

export const cpuBetween = (before: CpuTime, after: CpuTime): CpuTime => both(after, before, (a, b) => a - b);
export const cpuSum = (one: CpuTime, other: CpuTime): CpuTime => both(one, other, (a, b) => a + b);
