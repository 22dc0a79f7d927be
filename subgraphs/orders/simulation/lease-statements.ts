import type { Statements } from '#simulation/database';
import type { Leased, Rows } from '#simulation/rows';

/** As in kit's lease-store.ts. */
const patience = 40;

/** `worker` may drive `id` from now on. */
export type LeaseGiven = (worker: string, id: string) => void;

/** The statements of kit's lease-store.ts on one table; a row lock lasts as long as its statement, so SKIP LOCKED never skips here. */
export function leaseStatements(
  table: 'placements' | 'cancellations',
  rows: Rows,
  isOpen: (row: Leased & { state: string }) => boolean,
  now: () => number,
  given: LeaseGiven,
): Statements {
  const find = (id: unknown): (Leased & { state: string }) | undefined => rows[table].get(String(id));
  const lease = (row: Leased, worker: string, id: string, ms: number): void => {
    row.leaseOwner = worker;
    row.leaseUntil = now() + ms;
    given(worker, id);
  };
  return {
    [`${table}_take`]: ([worker, limit, ms]) => {
      const due: [string, Leased][] = [];
      for (const [id, row] of rows[table]) if (isOpen(row) && row.leaseUntil < now()) due.push([id, row]);
      const taken = due.toSorted(([, a], [, b]) => a.leaseUntil - b.leaseUntil).slice(0, Number(limit));
      for (const [id, row] of taken) lease(row, String(worker), id, Number(ms));
      return taken.map(([id]) => ({ id }));
    },
    [`${table}_take_one`]: ([worker, id, ms]) => {
      const row = find(id);
      if (!row || !isOpen(row) || (row.leaseOwner !== null && row.leaseUntil >= now())) return [];
      lease(row, String(worker), String(id), Number(ms));
      return [{}];
    },
    [`${table}_renew`]: ([worker, ids, ms]) => {
      for (const id of ids as string[]) {
        const row = find(id);
        if (row && row.leaseOwner === worker && isOpen(row)) row.leaseUntil = now() + Number(ms);
      }
      return [];
    },
    [`${table}_give_back`]: ([worker, id, ms]) => {
      const row = find(id);
      if (!row || row.leaseOwner !== worker) return [];
      row.leaseOwner = null;
      row.leaseUntil = now() + Number(ms);
      return [];
    },
    [`${table}_fail`]: ([worker, id, error]) => {
      const row = find(id);
      if (!row || row.leaseOwner !== worker) return [];
      const seldom = row.needsAttention || row.attempts + 1 >= patience;
      const delay = seldom ? 30_000 : Math.min(2_000, 100 * 2 ** Math.min(row.attempts, 10));
      Object.assign(row, { leaseOwner: null, attempts: row.attempts + 1, lastError: String(error), needsAttention: seldom });
      row.leaseUntil = now() + delay;
      return [{ delay_ms: delay }];
    },
    [`${table}_unflag`]: ([id]) => {
      const row = find(id);
      if (!row?.needsAttention || !isOpen(row)) return [];
      Object.assign(row, { needsAttention: false, attempts: 0, leaseOwner: null, leaseUntil: now() });
      if ('attentionReason' in row) row.attentionReason = null;
      return [{}];
    },
  };
}
