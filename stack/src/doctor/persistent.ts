import { setTimeout as sleep } from 'node:timers/promises';
import type { EachRoom } from '../rooms.ts';
import { type Examination, examine } from './examine.ts';
import type { Violation } from './readings.ts';

/** Rooms are read one after another while orders go on: beside a running stack only what is still there after 2 s is a violation. */
export async function examinePersistent(databases: EachRoom<string>, running: boolean): Promise<Examination> {
  const first = await examine(databases);
  if (!running || first.violations.length === 0) return first;
  await sleep(2_000);
  const second = await examine(databases);
  const keyOf = ({ check, room, detail }: Violation): string => `${room} ${check} ${detail}`;
  const before = new Set(first.violations.map(keyOf));
  return { ...second, violations: second.violations.filter((violation) => before.has(keyOf(violation))) };
}
