import { compareRooms, type Suspicion } from './compare-rooms.ts';
import { placementsInTurn, readThese, type Sources, type Unread } from './read-together.ts';
import type { Readings, Violation } from './readings.ts';

export interface Looking {
  /** Rows of one reading that are held at once. */
  pageRows: number;
  /** Beside a running stack rooms are read one after another, so only what is still there after this wait is a violation. */
  wait?: (() => Promise<unknown>) | undefined;
}

export interface Compared {
  violations: Violation[];
  /** Violations of claims that were broken so often that these are only counted. */
  more: number;
  needAttention: number;
  /** Rows that were held at once, at most. */
  mostHeld: number;
}

/** Shown of one claim. */
const shown = 100;
/** Suspicions that are kept before they are looked at again. */
const suspects = 500;

/** What no room can see alone, placement by placement in the order of their ids. */
export async function compareAll(sources: Sources, { pageRows, wait }: Looking): Promise<Compared> {
  const found = new Map<string, Violation[]>();
  const unread = new Map<string, Unread & { windows: number }>();
  let [more, needAttention, mostHeld] = [0, 0, 0];
  let suspicions: Suspicion[] = [];
  const settle = async (): Promise<void> => {
    const persistent = wait === undefined ? suspicions : await stillSuspect(sources, suspicions, wait);
    suspicions = [];
    for (const { placement: _, ...violation } of persistent) {
      const list = found.get(violation.check) ?? [];
      if (list.length < shown) found.set(violation.check, [...list, violation]);
      else more += 1;
    }
  };
  for await (const { readings, unread: failed, held } of placementsInTurn(sources, pageRows)) {
    mostHeld = Math.max(mostHeld, held);
    for (const one of failed) {
      const key = `${one.room} ${one.reading}`;
      unread.set(key, { ...one, ...unread.get(key), windows: (unread.get(key)?.windows ?? 0) + 1 });
    }
    if (failed.length > 0) continue;
    needAttention += countFlagged(readings);
    for (const suspicion of compareRooms(readings)) {
      if ((found.get(suspicion.check)?.length ?? 0) >= shown) more += 1;
      else suspicions.push(suspicion);
      if (suspicions.length >= suspects) await settle();
    }
  }
  if (suspicions.length > 0) await settle();
  return {
    violations: [...[...unread.values()].map((one) => untold(one, pageRows)), ...[...found.values()].flat()],
    more,
    needAttention,
    mostHeld,
  };
}

const untold = ({ room, reading, why, windows }: Unread & { windows: number }, pageRows: number): Violation => ({
  invariant: 9,
  check: 'rooms_can_be_compared',
  room,
  detail: `its ${reading} cannot be read: ${why}; up to ${windows * pageRows} placements are not compared across rooms`,
});

async function stillSuspect(sources: Sources, suspicions: readonly Suspicion[], wait: () => Promise<unknown>): Promise<Suspicion[]> {
  await wait();
  const keyOf = ({ check, detail }: Violation): string => `${check} ${detail}`;
  const before = new Set(suspicions.map(keyOf));
  const { readings, unread } = await readThese(sources, [...new Set(suspicions.map(({ placement }) => placement))]);
  return unread.length > 0 ? [...suspicions] : compareRooms(readings).filter((suspicion) => before.has(keyOf(suspicion)));
}

/** Each once, whether it is the placement that is flagged or the cancellation of its order. */
const countFlagged = ({ placements, orders }: Readings): number =>
  new Set([
    ...placements.filter((placement) => placement.needs_attention).map((placement) => placement.placement_id),
    ...orders.filter((order) => order.cancellation_needs_attention).map((order) => order.placement_id),
  ]).size;
