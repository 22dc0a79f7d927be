import type { Logger } from '@cartograph/kit/log';
import pg from 'pg';
import { RateLimiterPostgres } from 'rate-limiter-flexible';
import type { Store } from '#buckets/memory-store';
import { limitersBySize, openSharedStore } from '#buckets/shared-store';

/** A buyer does not wait longer for permission; a server across the network that writes a row takes some milliseconds. */
const usualDeadlineMs = 100;
const tableName = 'cartograph_rate_limits';

/** Nobody needs it after a crash, and nobody waits for its disk. */
const makeTable = `create unlogged table if not exists ${tableName} (key varchar(255) primary key, points integer not null default 0, expire bigint)`;

/**
 * On a PostgreSQL server, over a pool of its own: what a stranger makes it count keeps no connection from the rooms. The table is made at the
 * first attempt that finds the server.
 */
export function openPostgresStore(url: string, log: Logger, deadlineMs = usualDeadlineMs): Store {
  // A connection that is silent so long is left; the buyer has gone on long before.
  const leftMs = Math.max(1_000, deadlineMs);
  const pool = new pg.Pool({
    connectionString: url,
    max: 4,
    application_name: 'cartograph rate limits',
    options: '-c synchronous_commit=off',
    connectionTimeoutMillis: leftMs,
    query_timeout: leftMs,
    statement_timeout: leftMs,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    allowExitOnIdle: true,
  });
  // Told where it is met; without a listener an idle connection's end would end the process.
  pool.on('error', () => undefined);
  let table: Promise<unknown> | undefined;
  const madeTable = (): Promise<unknown> => {
    table ??= pool.query(makeTable).catch((error: unknown) => {
      // Two gateways made it at the same moment.
      if (error instanceof pg.DatabaseError && /^(23505|42P07)$/.test(error.code ?? '')) return;
      table = undefined;
      throw error;
    });
    return table;
  };
  // So that the first buyer does not wait for it.
  madeTable().catch(() => undefined);
  const limiterOf = limitersBySize(
    (size) =>
      new RateLimiterPostgres({
        storeClient: pool,
        storeType: 'pool',
        tableName,
        tableCreated: true,
        clearExpiredByTimeout: true,
        points: size,
        duration: 60,
        keyPrefix: 'cartograph',
      }),
  );
  return openSharedStore(
    {
      consume: async (size, key, points) => {
        await madeTable();
        return await limiterOf(size).consume(key, points);
      },
      deadlineMs,
      close: () => pool.end(),
    },
    log,
  );
}
