import { Counter, Gauge } from 'prom-client';
import type { Database } from './db.ts';
import { registry } from './metrics.ts';

/** Figures that one statement answers in one row: its columns are their names. */
export interface AskedFigures {
  text: string;
  /** Column to what it says, such as `open_placements`. */
  help: Readonly<Record<string, string>>;
  /** An answer is told again this long: how often somebody looks costs nothing. */
  ageMs: number;
}

/** Behind the partial index of the relay; what is counted ends at 10,000. */
const outbox: AskedFigures = {
  text: `select coalesce(extract(epoch from now() - min(occurred_at)), 0)::float8 as outbox_lag_seconds,
                count(*)::int as outbox_unpublished_events
         from (select occurred_at from outbox where published_at is null and parked_at is null order by id limit 10000) waiting`,
  help: {
    outbox_lag_seconds: 'Age of the oldest event that is not published.',
    outbox_unpublished_events: 'Events that are not published; 10000 stands for as many or more.',
  },
  ageMs: 5_000,
};

const parked: AskedFigures = {
  text: `select count(*)::int as outbox_parked_events
         from (select 1 from outbox where published_at is null and parked_at is not null limit 1000) parked`,
  help: { outbox_parked_events: 'Events that were given up after ten attempts; 1000 stands for as many or more.' },
  ageMs: 60_000,
};

/** How long who looks waits for the database. */
const patienceMs = 1_000;

/** Told at /metrics as `cartograph_<room>_...`: the room's pools, its outbox, and `more` of its own. A room that starts again replaces them. */
export function measureRoom(room: string, db: Database, pools: readonly Database[] = [db], more: readonly AskedFigures[] = []): void {
  const named = (figure: string): string => `cartograph_${room.replaceAll('-', '_')}_${figure}`;
  const sum = (of: (pool: Database) => number): number => pools.reduce((total, pool) => total + of(pool), 0);
  gauge(named('pool_open_connections'), 'Connections to the database.', () => sum((pool) => pool.connections().open));
  gauge(named('pool_idle_connections'), 'Connections that nobody uses now.', () => sum((pool) => pool.connections().idle));
  gauge(named('pool_max_connections'), 'Connections at most.', () => sum((pool) => pool.connections().max));
  gauge(named('pool_waiting_requests'), 'Who waits for a connection now.', () => sum((pool) => pool.connections().waiting));
  count(named('pool_waits_total'), 'How often somebody had to wait for a connection.', () => sum((pool) => pool.connections().waits));
  for (const asked of [outbox, parked, ...more]) {
    const ask = remembered(db, asked);
    for (const [column, help] of Object.entries(asked.help)) gauge(named(column), help, async () => (await ask())?.[column] ?? Number.NaN);
  }
}

function gauge(name: string, help: string, read: () => number | Promise<number>): void {
  registry.removeSingleMetric(name);
  new Gauge({
    name,
    help,
    registers: [registry],
    async collect() {
      this.set(await read());
    },
  });
}

function count(name: string, help: string, read: () => number): void {
  registry.removeSingleMetric(name);
  new Counter({
    name,
    help,
    registers: [registry],
    collect() {
      this.reset();
      this.inc(read());
    },
  });
}

type Row = Readonly<Record<string, number>>;

/** One statement at a time, and its answer for a while; undefined where the database does not give one in time. */
function remembered(db: Database, { text, ageMs }: AskedFigures): () => Promise<Row | undefined> {
  let known: { at: number; row: Promise<Row | undefined> } | undefined;
  return () => {
    if (!known || performance.now() - known.at > ageMs) {
      const row = db.query<Record<string, number>>({ text }).then(
        ([first]) => first,
        () => undefined,
      );
      known = { at: performance.now(), row };
    }
    const late = new Promise<undefined>((resolve) => setTimeout(resolve, patienceMs, undefined).unref());
    return Promise.race([known.row, late]);
  };
}
