import type { Database } from '@cartograph/kit/db';
import type { LeaseStore } from '#saga';

/** Failed attempts after which a person should look; it is still driven, every 30 s. */
const patience = 40;

/**
 * Leases on the rows of one table. `open` is the condition of an unfinished row, as in its partial index. Rows are locked with SKIP
 * LOCKED before the update, so that two sweeps never wait for each other.
 */
export function createLeaseStore(db: Database, table: 'placements' | 'cancellations', key: 'id' | 'order_id', open: string): LeaseStore {
  const until = (parameter: string): string => `now() + ${parameter} * interval '1 millisecond'`;
  return {
    take: async (worker, limit, leaseMs) => {
      const rows = await db.query<{ id: string }>({
        name: `${table}_take`,
        text: `update ${table} set lease_owner = $1, lease_until = ${until('$3')}
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
        text: `update ${table} set lease_owner = $1, lease_until = ${until('$3')}
               where ${key} = $2 and ${open} and (lease_owner is null or lease_until < now()) returning 1`,
        values: [worker, id, leaseMs],
      });
      return rows.length === 1;
    },
    renew: async (worker, ids, leaseMs) => {
      await db.query({
        name: `${table}_renew`,
        text: `update ${table} set lease_until = ${until('$3')} where ${key} = any($2::uuid[]) and lease_owner = $1`,
        values: [worker, ids, leaseMs],
      });
    },
    giveBack: async (worker, id, delayMs) => {
      await db.query({
        name: `${table}_give_back`,
        text: `update ${table} set lease_owner = null, lease_until = ${until('$3')} where ${key} = $2 and lease_owner = $1`,
        values: [worker, id, delayMs],
      });
    },
    fail: async (worker, id, error) => {
      // 100 ms, doubled each time up to 2 s (a room that is back is seen soon; 40 attempts are over a minute); once it needs attention, every 30 s.
      const rows = await db.query<{ delay_ms: number }>({
        name: `${table}_fail`,
        text: `update ${table} set lease_owner = null, attempts = attempts + 1, last_error = $3,
                 needs_attention = needs_attention or attempts + 1 >= ${patience},
                 lease_until = now() + case when needs_attention or attempts + 1 >= ${patience} then interval '30 seconds'
                                            else least(2, 0.1 * power(2, least(attempts, 10))) * interval '1 second' end
               where ${key} = $2 and lease_owner = $1
               returning (extract(epoch from lease_until - now()) * 1000)::int as delay_ms`,
        values: [worker, id, error],
      });
      return rows[0]?.delay_ms ?? 1_000;
    },
  };
}
