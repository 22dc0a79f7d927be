import { uuidv7 } from './ids.ts';
import type { Logger } from './log.ts';
import { repeat } from './repeat.ts';

/** Where the leases are kept. Every time is the database's. */
export interface LeaseStore {
  /** Leases up to `limit` unfinished subjects whose lease has run out, to `worker`, for `leaseMs`. */
  take(worker: string, limit: number, leaseMs: number): Promise<string[]>;
  /** Leases one subject if nobody holds it. */
  takeOne(worker: string, id: string, leaseMs: number): Promise<boolean>;
  /** Lengthens the leases that are still held by `worker`. */
  renew(worker: string, ids: string[], leaseMs: number): Promise<void>;
  /** Gives a lease back; the subject is due again after `delayMs`. */
  giveBack(worker: string, id: string, delayMs: number): Promise<void>;
  /** Gives a lease back after a failed attempt, counts it and flags the subject when there were too many; answers the delay until the next. */
  fail(worker: string, id: string, error: string): Promise<number>;
  /** Makes a flagged subject due now with its attempts forgotten; false when there is none that is unfinished. */
  unflag(id: string): Promise<boolean>;
}

/** What one drive came to: finished, nothing to do for a while, or flagged by the drive, its lease given back. A fault is thrown. */
export type Progress = { kind: 'finished' } | { kind: 'wait'; ms: number } | { kind: 'flagged' };

/** Subjects of one kind that must come to an end whatever dies meanwhile: placements, cancellations. */
export interface Work<Subject> {
  /** This worker's name in the leases. */
  readonly worker: string;
  readonly leaseMs: number;
  /** Drives a subject whose lease this worker has just taken (with its insert). */
  adopt(id: string, subject?: Subject): void;
  /** Drives a subject now if nobody does: after an event. */
  wake(id: string): Promise<void>;
  /** Drives a flagged subject now, as a person wishes; one that is not flagged is left alone. */
  retry(id: string): Promise<void>;
  /** Subjects being driven here. */
  size(): number;
  /** One sweep by hand; resolves when the taken subjects were driven. */
  sweep(): Promise<void>;
  /** Takes no more; gives the leases of what is still driven after 5 s back. */
  stop(): Promise<void>;
}

export type Wakeable = Pick<Work<unknown>, 'wake'>;
export type Retryable = Pick<Work<unknown>, 'retry'>;

export interface WorkOptions<Subject> {
  store: LeaseStore;
  /** From wherever the subject stands to its end, or as far as it can. May be repeated at any time, also beside itself. */
  drive: (id: string, subject?: Subject) => Promise<Progress>;
  log: Logger;
  leaseMs?: number;
  sweepMs?: number;
  /** Subjects driven here at once, at most, before the sweep stops taking more. */
  capacity?: number;
  /** False: no sweep by itself. */
  background?: boolean;
}

/** Leases taken in one statement. */
const batchSize = 64;

/**
 * Drives subjects to their end whatever dies meanwhile: leases that are renewed while a subject is driven, and a sweep that takes
 * over what nobody holds. Two workers on one subject do no harm, only work twice: every effect is idempotent and every state a
 * compare-and-set, so there are no fencing tokens.
 */
export function createWork<Subject>(options: WorkOptions<Subject>): Work<Subject> {
  const { store, drive, log, leaseMs = 3_000, sweepMs = 1_000, capacity = 256, background = true } = options;
  const worker = uuidv7();
  const driving = new Map<string, Promise<void>>();
  /** Of what is driven here: when its lease was taken, by this process's clock. */
  const since = new Map<string, number>();
  /** Woken while being driven: what the drive has read may be older than the news. */
  const woken = new Set<string>();
  const timers = new Set<NodeJS.Timeout>();
  let stopped = false;

  const failed = 'leases could not be read or written';
  const report = (error: unknown): void => log.warn({ err: error }, failed);
  /** Takes what is due then, at its time rather than at the next sweep. */
  const later = (ms: number): void => {
    if (stopped || !sweeping) return;
    const timer = setTimeout(() => {
      timers.delete(timer);
      sweeping.now().catch(report);
    }, ms);
    timers.add(timer);
  };

  const run = async (id: string, subject?: Subject): Promise<void> => {
    try {
      const progress = await drive(id, subject);
      if (progress.kind === 'wait' && woken.delete(id)) return await run(id);
      if (progress.kind === 'wait') {
        await store.giveBack(worker, id, progress.ms);
        later(progress.ms + 5);
      }
    } catch (error) {
      log.warn({ err: error, id }, 'a drive failed and will be repeated');
      const delay = await store.fail(worker, id, error instanceof Error ? error.message.slice(0, 500) : 'unknown');
      later(delay + 5);
    }
  };

  const adopt = (id: string, subject?: Subject): Promise<void> => {
    const known = driving.get(id);
    if (known) return known;
    const ended = run(id, subject)
      .catch((error: unknown) => log.warn({ err: error, id }, 'a lease could not be given back'))
      .finally(() => {
        driving.delete(id);
        since.delete(id);
        if (woken.delete(id)) wake(id).catch(report);
      });
    driving.set(id, ended);
    since.set(id, performance.now());
    return ended;
  };

  const wake = async (id: string): Promise<void> => {
    if (driving.has(id)) woken.add(id);
    else if (!stopped && (await store.takeOne(worker, id, leaseMs))) void adopt(id);
  };

  /** Leases what is due and begins to drive it. */
  const takeDue = async (): Promise<Promise<void>[]> => {
    const room = Math.min(batchSize, capacity - driving.size);
    if (stopped || room <= 0) return [];
    const ids = await store.take(worker, room, leaseMs);
    return ids.map((id) => adopt(id));
  };

  // An interval and no `repeat`: a renewal that hangs must not keep the next one back, or the leases run out.
  const renewal = setInterval(() => {
    // A lease of this second has two thirds of its time left at the next turn, and most subjects are done by then.
    const ids = [...since].filter(([, taken]) => performance.now() - taken >= leaseMs / 3).map(([id]) => id);
    if (ids.length > 0) store.renew(worker, ids, leaseMs).catch(report);
  }, leaseMs / 3);
  // After a full batch more may be due, such as all that waited for the same room. A round is over when the leases are taken: a slow drive
  // must not hold up the rest.
  const round = async (): Promise<void> => {
    while ((await takeDue()).length === batchSize);
  };
  const sweeping = background ? repeat(round, { everyMs: sweepMs, log, failed, atOnce: true }) : undefined;

  return {
    worker,
    leaseMs,
    adopt: (id, subject) => void adopt(id, subject),
    wake,
    retry: async (id) => {
      if (await store.unflag(id)) await wake(id);
    },
    size: () => driving.size,
    sweep: async () => {
      await Promise.all(await takeDue());
    },
    stop: async () => {
      stopped = true;
      for (const timer of timers) clearTimeout(timer);
      const patience = new Promise<void>((resolve) => setTimeout(resolve, 5_000).unref());
      const over = Promise.resolve(sweeping?.stop()).then(() => Promise.all(driving.values()));
      await Promise.race([over, patience]);
      clearInterval(renewal);
      await Promise.all([...driving.keys()].map((id) => store.giveBack(worker, id, 0))).catch(report);
    },
  };
}
