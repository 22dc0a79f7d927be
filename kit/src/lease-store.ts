import type { Database } from './db.ts';
import type { LeaseStore } from './work.ts';

export interface LeaseTable {
  /** Has the columns of lease-columns.ts. */
  table: string;
  key: string;
  /** The condition of an unfinished row, as in its partial index. */
  open: string;
  /** A column that says why a row was flagged, where flagging it is not left to failed attempts alone: emptied with the flag. */
  reason?: string;
}

export interface Delays {
  /** Failed attempts after which a person should look (default 40, which takes over a minute); it is driven all the same. */
  patience?: number;
  /** After the first failed attempt (default 100 ms), doubled with each one after it. */
  firstMs?: number;
  /** At most (default 2 s: a room that is back is seen soon). */
  slowestMs?: number;
  /** Between attempts at what is flagged (default 30 s). */
  flaggedMs?: number;
}

/**
 * Leases on the rows of one table. Rows are locked with SKIP LOCKED before the update, so that two sweeps never wait for each other.
 * Names of table and columns are ours, never a client's: they stand in the text, so that each statement is prepared once.
 */
export function createLeaseStore(db: Database, { table, key, open, reason }: LeaseTable, delays: Delays = {}): LeaseStore {
  const { patience = 40, firstMs = 100, slowestMs = 2_000, flaggedMs = 30_000 } = delays;
  const after = (ms: string): string => `now() + ${ms} * interval '1 millisecond'`;
  const flagged = `needs_attention or attempts + 1 >= ${patience}`;
  return {
    take: async (worker, limit, leaseMs) => {
      const rows = await db.query<{ id: string }>({
        name: `${table}_take`,
        text: `update ${table} set lease_owner = $1, lease_until = ${after('$3')}
               where ${key} = any(array(select ${key} from ${table} where ${open} and lease_until < now()
                                        order by lease_until limit $2 for update skip locked))
               returning ${key} as id`,
        values: [worker, limit, leaseMs],
      });
      return rows.map(({ id }) => id);
    },
    takeOne: async (worker, id, leaseMs) => {
      const rows = await db.query({
        name: `${table}_take_one`,
        text: `update ${table} set lease_owner = $1, lease_until = ${after('$3')}
               where ${key} = $2 and ${open} and (lease_owner is null or lease_until < now()) returning 1`,
        values: [worker, id, leaseMs],
      });
      return rows.length === 1;
    },
    renew: async (worker, ids, leaseMs) => {
      await db.query({
        name: `${table}_renew`,
        text: `update ${table} set lease_until = ${after('$3')} where ${key} = any($2::uuid[]) and lease_owner = $1`,
        values: [worker, ids, leaseMs],
      });
    },
    giveBack: async (worker, id, delayMs) => {
      await db.query({
        name: `${table}_give_back`,
        text: `update ${table} set lease_owner = null, lease_until = ${after('$3')} where ${key} = $2 and lease_owner = $1`,
        values: [worker, id, delayMs],
      });
    },
    fail: async (worker, id, error) => {
      const rows = await db.query<{ delay_ms: number }>({
        name: `${table}_fail`,
        text: `update ${table} set lease_owner = null, attempts = attempts + 1, last_error = $3, needs_attention = ${flagged},
                 lease_until = now() + interval '1 millisecond' * case when ${flagged} then ${flaggedMs}
                                                                       else least(${slowestMs}, ${firstMs} * power(2, least(attempts, 20))) end
               where ${key} = $2 and lease_owner = $1
               returning (extract(epoch from lease_until - now()) * 1000)::int as delay_ms`,
        values: [worker, id, error],
      });
      return rows[0]?.delay_ms ?? 1_000;
    },
    unflag: async (id) => {
      const rows = await db.query({
        name: `${table}_unflag`,
        text: `update ${table} set needs_attention = false, ${reason === undefined ? '' : `${reason} = null, `}attempts = 0,
                 lease_owner = null, lease_until = now()
               where ${key} = $1 and needs_attention and ${open} returning 1`,
        values: [id],
      });
      return rows.length === 1;
    },
  };
}
