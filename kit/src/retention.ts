import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from './db.ts';
import { uuidv7 } from './ids.ts';
import type { Logger } from './log.ts';
import { counter } from './metrics.ts';
import { type Repeated, repeat } from './repeat.ts';
import { endTurn, type Forgotten, keepTurn, type Portion, takeTurn } from './retention-store.ts';

/** One kind of what a room forgets after its time. */
export interface Forgetting {
  /** In metrics and in `retention_turns`, such as "carts". */
  kind: string;
  /** One statement; whatever it forgets, it may be done again. */
  forget: (portion: Portion) => Promise<Forgotten>;
}

export interface Pace {
  /** Rows a statement looks at (default 200). */
  limit?: number;
  /** Between two statements (default 200 ms): a day's rows are gone in minutes, and nobody who buys takes notice. */
  pauseMs?: number;
}

/** So long a process that has died keeps others from its turn. */
const turnSeconds = 60;
/** From the end of one turn to the next, whichever process takes it. */
const restSeconds = 3_600;

/** One round over all kinds whose turn it is; gives how many rows of each. */
export type Forget = (pace?: Pace, stopping?: AbortSignal) => Promise<Record<string, number>>;

/** Of several processes of a room one has the turn of a kind. */
export const forgetting =
  (db: Database, room: string, kinds: readonly Forgetting[]): Forget =>
  async ({ limit = 200, pauseMs = 200 } = {}, stopping) => {
    const forgotten = counter(
      `cartograph_${room}_forgotten_rows_total`,
      `Rows of ${room} that were deleted or shortened after their time`,
      ['kind'],
    );
    const done: Record<string, number> = {};
    const worker = uuidv7();
    const forgetKind = async ({ kind, forget }: Forgetting): Promise<void> => {
      let after = await takeTurn(db, kind, worker, turnSeconds);
      if (after === undefined) return;
      done[kind] = 0;
      while (!stopping?.aborted) {
        const { rows, last } = await forget({ after, limit });
        done[kind] += rows;
        forgotten.inc({ kind }, rows);
        if (last === null || !(await keepTurn(db, kind, worker, turnSeconds, last))) return endTurn(db, kind, worker, restSeconds);
        after = last;
        await sleep(pauseMs, undefined, stopping ? { signal: stopping } : {}).catch(() => undefined);
      }
    };
    const failed: unknown[] = [];
    // One that cannot be forgotten, such as a row of a damaged page, must not let all others grow for good.
    for (const kind of kinds) if (!stopping?.aborted) await forgetKind(kind).catch((error: unknown) => failed.push(error));
    if (failed.length > 0) throw failed[0];
    return done;
  };

/** Forgets in the background, in small statements with pauses. It may end anywhere: the next turn goes on where this one was. */
export function startRetention(forget: Forget, log: Logger): Repeated {
  const round = async (stopping: AbortSignal): Promise<void> => {
    const done = await forget({}, stopping);
    if (Object.values(done).some((rows) => rows > 0)) log.info({ rows: done }, 'what was kept long enough is forgotten');
  };
  return repeat(round, { everyMs: 600_000, log, failed: 'what was kept long enough could not be forgotten' });
}
