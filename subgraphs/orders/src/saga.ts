import { uuidv7 } from '@cartograph/kit/ids';
import type { Logger } from '@cartograph/kit/log';

/** Where the machinery keeps its leases. Every time is the database's. */
export interface LeaseStore {
  /** Leases up to `limit` unfinished subjects whose lease has run out, to `worker`, for `leaseMs`. */
  take(worker: string, limit: number, leaseMs: number): Promise<string[]>;
  /** Leases one subject if nobody holds it. */
  takeOne(worker: string, id: string, leaseMs: number): Promise<boolean>;
  /** Lengthens the leases that are still held by `worker`. */
  renew(worker: string, ids: string[], leaseMs: number): Promise<void>;
  /** Gives a lease back; the subject is due again after `delayMs`. */
  giveBack(worker: string, id: string, delayMs: number): Promise<void>;
  /** Gives a lease back after a failed attempt and counts it; answers the delay until the next, which grows. */
  fail(worker: string, id: string, error: string): Promise<number>;
}

/** What one drive came to: finished, nothing to do for a while, or flagged for a person with its lease given back. A fault is thrown. */
export type Progress = { kind: 'finished' } | { kind: 'wait'; ms: number } | { kind: 'flagged' };

/** What a resolver needs of a saga. */
export type Wakeable = Pick<Saga<unknown>, 'wake'>;

export interface Saga<Subject> {
  /** This worker's name in the leases. */
  readonly worker: string;
  readonly leaseMs: number;
  /** Drives a subject whose lease this worker has just taken (with its insert). */
  adopt(id: string, subject?: Subject): void;
  /** Drives a subject now if nobody does: after an event, or a person's wish. */
  wake(id: string): Promise<void>;
  /** Subjects being driven here. */
  size(): number;
  /** One sweep by hand; resolves when the taken subjects were driven. */
  sweep(): Promise<void>;
  stop(): Promise<void>;
}

export interface SagaOptions<Subject> {
  store: LeaseStore;
  drive: (id: string, subject?: Subject) => Promise<Progress>;
  log: Logger;
  leaseMs?: number;
  sweepMs?: number;
  /** Subjects driven here at once, at most, before the sweep stops taking more. */
  capacity?: number;
  background?: boolean;
}

/**
 * Drives subjects to their end whatever dies meanwhile: leases that are renewed while a subject is driven, and a sweep that takes
 * over what nobody holds. Two workers on one subject do no harm, only work twice: every effect is idempotent and every state a
 * compare-and-set, so there are no fencing tokens.
 */
export function createSaga<Subject>(options: SagaOptions<Subject>): Saga<Subject> {
  const { store, drive, log, leaseMs = 3_000, sweepMs = 1_000, capacity = 256, background = true } = options;
  const worker = uuidv7();
  const driving = new Map<string, Promise<void>>();
  /** Of what is driven here: when its lease was taken, by this process's clock. */
  const since = new Map<string, number>();
  /** Woken while being driven: what the drive has read may be older than the news. */
  const woken = new Set<string>();
  const timers = new Set<NodeJS.Timeout>();
  let stopped = false;

  const later = (ms: number): void => {
    if (stopped || !background) return;
    const timer = setTimeout(() => {
      timers.delete(timer);
      sweep().catch(report);
    }, ms);
    timers.add(timer);
  };
  const report = (error: unknown): void => log.warn({ err: error }, 'the sweep could not read its leases');

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

  const sweep = async (): Promise<void> => {
    const room = Math.min(64, capacity - driving.size);
    if (stopped || room <= 0) return;
    const ids = await store.take(worker, room, leaseMs);
    await Promise.all(ids.map((id) => adopt(id)));
  };

  const renewal = setInterval(() => {
    // A lease of this second has two thirds of its time left at the next turn, and most subjects are done by then.
    const ids = [...since].filter(([, taken]) => performance.now() - taken >= leaseMs / 3).map(([id]) => id);
    if (ids.length > 0) store.renew(worker, ids, leaseMs).catch(report);
  }, leaseMs / 3);
  // A round does not wait for the drives of the one before: a slow one must not hold up the rest.
  const sweeping = background ? setInterval(() => void sweep().catch(report), sweepMs) : undefined;
  if (background) later(0);

  return {
    worker,
    leaseMs,
    adopt: (id, subject) => void adopt(id, subject),
    wake,
    size: () => driving.size,
    sweep,
    stop: async () => {
      stopped = true;
      clearInterval(sweeping);
      for (const timer of timers) clearTimeout(timer);
      const patience = new Promise<void>((resolve) => setTimeout(resolve, 5_000).unref());
      await Promise.race([Promise.all(driving.values()), patience]);
      clearInterval(renewal);
      await Promise.all([...driving.keys()].map((id) => store.giveBack(worker, id, 0))).catch(report);
    },
  };
}
