import { setTimeout as sleep } from 'node:timers/promises';
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import { noteOutage } from './database-outage.ts';
import type { Logger } from './log.ts';
import { startPulse } from './pulse.ts';
import { endSilentConnections, silenceMs } from './silence.ts';

export { isDatabaseOutage } from './database-outage.ts';

/** A statement with a name is prepared once a connection and then only executed. Names are unique within a room. */
export interface Statement {
  readonly name?: string;
  readonly text: string;
  readonly values?: unknown[];
}

/** What stores take: a pool or an open transaction, alike. `bigint` columns arrive as bigint, timestamps as Date, dates as text. */
export interface Queryable {
  query<Row extends pg.QueryResultRow = pg.QueryResultRow>(statement: Statement): Promise<Row[]>;
  readonly orm: NodePgDatabase;
}

export interface Transaction extends Queryable {
  /**
   * Sends this statement after all others, together with COMMIT: one round trip for both, for a write whose rows nobody needs. Once a
   * transaction.
   */
  last(statement: Statement): void;
}

export interface Database extends Queryable {
  /** BEGIN, `work`, COMMIT; ROLLBACK when it throws. A deadlock or serialization failure runs `work` again, 3 times at most. */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** How many statements went to the server so far, BEGIN and COMMIT included. */
  statements(): number;
  /** Of its pool; `waits`: how often somebody had to wait for one so far. */
  connections(): { open: number; idle: number; max: number; waiting: number; waits: number };
  /** What keeps it from taking a write just now, in words for anybody; empty when it takes one. Answers within 2 s. */
  unready(): Promise<readonly string[]>;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  url: string;
  /** Connections at most (default 10). */
  max?: number;
  log: Logger;
  /** So long somebody waits for a connection before it is an outage (default 5 s). */
  patienceMs?: number;
  /** Shown in pg_stat_activity. */
  applicationName?: string;
  /**
   * For statements that find their rows by key, whatever the tables hold today: each is planned once a connection, never to read a
   * whole table. A plan made for an empty table otherwise stays until the next ANALYZE, and lists are planned anew at each call
   * (64 clients: 1.6 times the orders).
   */
  keyedPlans?: boolean;
  /** Commits are not waited for; they become durable in order, with the next one that is. For what a later durable commit decides on. */
  relaxedCommits?: boolean;
  /** A connection that somebody waits for is ended when it has been silent for so long (default 17 s). */
  silenceMs?: number;
  /** A statement with a name that takes longer, its wait for a connection included, is logged by it (default 1 s). */
  slowMs?: number;
  /** Writes to it every 5 s, on one connection more, so that silence and a full disk are seen before a buyer meets them. */
  pulse?: boolean;
}

/** The address with our settings after those that it brings along. */
function withSettings({ url, keyedPlans, relaxedCommits }: DatabaseOptions): string {
  const settings = [
    ...(keyedPlans ? ['plan_cache_mode=force_generic_plan', 'enable_seqscan=off'] : []),
    // Compiling a statement takes longer than any of ours runs: a page of a category took 290 ms with it, and 160 without.
    'jit=off',
    // The server's side of a connection that fell silent goes, too: the pool ends its own after 30 s without use.
    'idle_session_timeout=60000',
    // Set by whoever needs it, not asked for: role, database and server may say what they like (decision 0036).
    `synchronous_commit=${relaxedCommits ? 'off' : 'on'}`,
  ];
  const address = new URL(url);
  const given = address.searchParams.get('options');
  address.searchParams.set('options', [...(given ? [given] : []), ...settings.map((setting) => `-c ${setting}`)].join(' '));
  return address.toString();
}

const types = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === pg.types.builtins.INT8 ? (text: string) => BigInt(text) : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
};

/**
 * Opens a pool. Statements are cut off after 15 s, so that a lost lock never holds a request for ever; a server that does not even do
 * that is left (silence.ts). `isDatabaseOutage` knows the errors that come of it.
 */
export function openDatabase(options: DatabaseOptions): Database {
  const { max = 10, log, applicationName = 'cartograph', slowMs = 1_000, patienceMs = 5_000 } = options;
  let statements = 0;
  let waits = 0;
  const leaving = new Map<pg.PoolClient, Promise<void>>();
  const pool = new pg.Pool({
    connectionString: withSettings(options),
    max,
    types,
    application_name: applicationName,
    connectionTimeoutMillis: patienceMs,
    idleTimeoutMillis: 30_000,
    statement_timeout: 15_000,
    idle_in_transaction_session_timeout: 15_000,
    // A host that is gone is noticed in 15 s: libuv asks ten times, a second apart.
    keepAlive: true,
    keepAliveInitialDelayMillis: 5_000,
    // Statements that need not wait for each other (BEGIN and the first, the last and COMMIT) leave together.
    pipeline: true,
  });
  // Without a listener an idle connection's end (a server that stops) would end the process.
  pool.on('error', (error) => log.warn({ err: error.message }, 'an idle database connection ended'));
  endSilentConnections(pool, log, options.silenceMs ?? silenceMs);
  const pulse = startPulse({ url: withSettings(options), applicationName, everyMs: options.pulse ? 5_000 : undefined });
  noteFailedConnects(pool);
  const connect = pool.connect.bind(pool);
  pool.connect = ((...args: Parameters<typeof connect>) => {
    if (pool.idleCount === 0 && pool.totalCount >= max) waits += 1;
    return connect(...args);
  }) as typeof pool.connect;
  pool.on('connect', (client) => {
    // Heard before the statements that it fails.
    client.on('error', (error) => log.warn({ err: noteOutage(error).message }, 'a database connection ended'));
    client.on('notice', (notice) => leaveUnheard(client, notice));
    const gone = new Promise<void>((done) => client.once('end', () => done()));
    leaving.set(client, gone);
    void gone.then(() => leaving.delete(client));
    const query = client.query.bind(client);
    client.query = ((...args: Parameters<typeof query>) => {
      statements += 1;
      return query(...args);
    }) as typeof client.query;
  });
  const timed: Timed = (name, from) => {
    const ms = performance.now() - from;
    if (ms > slowMs) log.warn({ statement: name, ms: Math.round(ms) }, 'a statement was slow');
  };
  return {
    ...queryable(pool, timed),
    transaction: (work) => retrying(() => inTransaction(pool, timed, work)),
    statements: () => statements,
    connections: () => ({ open: pool.totalCount, idle: pool.idleCount, max, waiting: pool.waitingCount, waits }),
    unready: () => pulse.unready(),
    // The pool waits for what is under way, which a silent server never ends; and it does not wait until its connections are gone, and
    // a server that stops next would complain about them.
    close: async () => {
      const still = pulse.stop();
      await Promise.race([pool.end().then(() => Promise.all(leaving.values())), sleep(3_000, undefined, { ref: false })]);
      for (const { connection } of leaving.keys()) connection.stream.destroy();
      await still;
    },
  };
}

/**
 * A commit whose wait for the standby somebody cancelled is answered like any other, with a word beside it: it is lost when the standby
 * takes over. That answer is not taken: the connection ends, and nothing is known of the commit.
 */
function leaveUnheard({ connection }: pg.PoolClient, { routine }: { routine?: string | undefined }): void {
  if (routine !== 'SyncRepWaitForLSN') return;
  for (const answer of ['commandComplete', 'readyForQuery']) connection.removeAllListeners(answer);
  connection.stream.destroy(new Error('a commit was not waited for until the standby had it'));
}

/** A server that refuses, a host that is not found, a pool that stays taken: whoever asked for a connection learns that it is an outage. */
function noteFailedConnects(pool: pg.Pool): void {
  const connect = pool.connect.bind(pool);
  pool.connect = ((done?: Parameters<typeof connect>[0]) =>
    done
      ? connect((error, client, release) => done(noteOutage(error), client, release))
      : connect().catch((error: unknown) => Promise.reject(noteOutage(error)))) as typeof pool.connect;
}

/** Told of each statement with a name when it has ended: the name alone, neither text nor values. */
type Timed = (name: string, from: number) => void;

const queryable = (client: pg.Pool | pg.PoolClient, timed: Timed): Queryable => ({
  orm: drizzle({ client }),
  query: async <Row extends pg.QueryResultRow>({ name, text, values }: Statement) => {
    if (name === undefined) return (await client.query<Row>({ text, values: values ?? [] })).rows;
    const from = performance.now();
    try {
      return (await client.query<Row>({ name, text, values: values ?? [] })).rows;
    } finally {
      timed(name, from);
    }
  },
});

async function inTransaction<T>(pool: pg.Pool, timed: Timed, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    const begun = client.query('BEGIN');
    begun.catch(() => undefined);
    let last: Statement | undefined;
    const tx = queryable(client, timed);
    const result = await work({
      ...tx,
      last: (statement) => {
        if (last) throw new Error('a transaction has one last statement');
        last = statement;
      },
    });
    const written = last && tx.query(last);
    // What the driver itself refuses (a value, a name) was never sent, and COMMIT must not follow it; it says so before this turn ends.
    if (written) await Promise.race([written, new Promise(setImmediate)]);
    const [, committed] = await Promise.all([written, client.query('COMMIT'), begun]);
    if (committed.command !== 'COMMIT') throw new Error('the transaction was rolled back');
    client.release();
    return result;
  } catch (error) {
    const broken = await client.query('ROLLBACK').then(
      () => undefined,
      (without: Error) => without,
    );
    // Whoever was led to a standby must not be led there again by the pool.
    client.release(broken ?? sqlStateOf(error) === onlyRead);
    // The driver has a word of its own for each statement after the one that saw the connection end.
    throw broken ? noteOutage(error) : error;
  }
}

const onlyRead = '25006';
const transient = new Set(['40P01', '40001']);

async function retrying<T>(attempt: () => Promise<T>): Promise<T> {
  for (let left = 3; ; left -= 1) {
    try {
      return await attempt();
    } catch (error) {
      if (left <= 1 || !transient.has(sqlStateOf(error) ?? '')) throw error;
    }
  }
}

/** SQLSTATE of a database error (drizzle wraps it as `cause`), else undefined. */
export function sqlStateOf(error: unknown): string | undefined {
  const source = databaseErrorOf(error);
  return source?.code;
}

function databaseErrorOf(error: unknown): pg.DatabaseError | undefined {
  if (error instanceof pg.DatabaseError) return error;
  return error instanceof Error && error.cause instanceof pg.DatabaseError ? error.cause : undefined;
}
