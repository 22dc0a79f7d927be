import { setTimeout as sleep } from 'node:timers/promises';
import { statOf } from '../stat.ts';
import { type Family, familyOf } from './family.ts';

/** For stopping by itself, and then for being gone: with time left of the 9 s after which we end (`onStopSignal`). */
const patienceMs = 3_000;
const lookMs = 20;

/** Lets a process group and all that came from it stop by itself, or kills it. */
export async function endFamily(ancestor: number): Promise<void> {
  // Parents may be gone before their children are.
  const family = familyOf(ancestor);
  send(-ancestor, 'SIGINT');
  for (const until = Date.now() + patienceMs; someLive(family) && Date.now() < until; ) await sleep(lookMs);
  const killed = killFamily(ancestor, family);
  for (const until = Date.now() + patienceMs; someLive(killed) && Date.now() < until; ) await sleep(lookMs);
}

/** The same for when this process exits and nothing can be awaited. */
export function endFamilyNow(ancestor: number): void {
  const killed = killFamily(ancestor);
  const clock = new Int32Array(new SharedArrayBuffer(4));
  for (const until = Date.now() + patienceMs; someLive(killed) && Date.now() < until; ) Atomics.wait(clock, 0, 0, lookMs);
}

/** Halted first, so that none of them starts another that we do not know of; what was known before goes along. */
function killFamily(ancestor: number, known: Family = new Map()): Family {
  for (const [pid, { name }] of familyOf(ancestor)) if (name !== 'postgres') send(pid, 'SIGSTOP');
  const family = new Map([...known, ...familyOf(ancestor)].filter(([pid]) => lives(pid)));
  // PostgreSQL gives its shared memory back when it is told to quit.
  for (const [pid, { name }] of family) send(pid, name === 'postgres' ? 'SIGQUIT' : 'SIGKILL');
  return family;
}

/** What has ended and waits for its parent to look does not count. */
const lives = (pid: number): boolean => statOf(pid)?.over === false;
const someLive = (family: Family): boolean => [...family.keys()].some(lives);

function send(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // it has ended, as it should
  }
}
