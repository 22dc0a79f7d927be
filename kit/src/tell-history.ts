import { setTimeout as sleep } from 'node:timers/promises';
import { ConfigError } from './config.ts';
import type { Database } from './db.ts';
import { countTold, tellAgain, waitingOf } from './event-history-store.ts';
import type { RoomHistory, Standing } from './room.ts';

export interface Pace {
  /** Events a statement; so many more at most wait before news at any time. */
  limit?: number;
  /** Nothing published for this long: nobody does. */
  patienceMs?: number;
  /** What is told of how things stand, after what was told of then. */
  standing?: readonly Standing[];
}

export interface Told {
  told: number;
  /** What they were about is gone from the room's tables. */
  gone: number;
  /** Some consumer could not take them ten times. */
  parked: number;
}

const first = '00000000-0000-0000-0000-000000000000';

/**
 * Tells all that the room has told until now once more, oldest first, then how things stand; portion by portion as its relay publishes them.
 */
export async function tellHistory(
  db: Database,
  history: RoomHistory,
  say: (done: number, all: number) => void,
  { limit = 500, patienceMs = 60_000, standing = [] }: Pace = {},
): Promise<Told> {
  const without = standing.flatMap(({ supersedes }) => supersedes);
  const { events, until } = await countTold(db, without);
  const sum = { told: 0, gone: 0, parked: 0 };
  const published = async (ids: readonly string[]): Promise<void> => {
    sum.parked += await untilPublished(db, ids, patienceMs);
    say(sum.told + sum.gone, events);
  };
  let before: readonly string[] = [];
  for (let after: string | null = first; after !== null; ) {
    const { ids, gone, missed, looked, last } = await tellAgain(db, history, { after, until, limit, without });
    sum.told += ids.length;
    if (missed === 0) sum.gone += gone;
    await published(before);
    before = ids;
    if (missed === 0) after = looked === limit ? last : null;
  }
  for (const { tell } of standing)
    for (let after: string | null = ''; after !== null; ) {
      const { ids, last } = await tell(db, after);
      sum.told += ids.length;
      await published(before);
      before = ids;
      after = last;
    }
  await published(before);
  return sum;
}

/** Gives how many were parked. */
async function untilPublished(db: Database, ids: readonly string[], patienceMs: number): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let since = performance.now(); ; await sleep(50)) {
    const { waiting, parked } = await waitingOf(db, ids);
    if (waiting === 0) return parked;
    if (waiting < least) since = performance.now();
    else if (performance.now() - since > patienceMs)
      throw new ConfigError(
        `${waiting} events were not published for ${Math.round(patienceMs / 1_000)} s: is the room at work, and its bus? They go out once it is; then do this again, nobody takes an event twice.`,
      );
    least = Math.min(least, waiting);
  }
}
