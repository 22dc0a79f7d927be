import type { Database, Queryable } from './db.ts';
import { BusUnavailable, type DomainEvent, type EventBus, type NewEvent } from './event.ts';
import type { Logger } from './log.ts';
import { counter } from './metrics.ts';
import { repeat } from './repeat.ts';

/** Writes events in the caller's transaction, each with the number its entity's row gave it; the relay publishes them after its commit. */
export async function writeEvents(tx: Queryable, events: readonly NewEvent[]): Promise<void> {
  if (events.length === 0) return;
  await tx.query({
    name: 'kit_write_events',
    text: `insert into outbox (type, version, key, sequence, data)
           select type, version, key, sequence, data
           from jsonb_to_recordset($1) as e(type text, version int, key text, sequence int, data jsonb)`,
    values: [JSON.stringify(events)],
  });
}

/** True the first time `consumer` sees the event, in the transaction of the effect; false means: done already, do nothing. */
export async function takeOnce(tx: Queryable, consumer: string, eventId: string): Promise<boolean> {
  const rows = await tx.query({
    name: 'kit_take_once',
    text: 'insert into inbox (consumer, event_id) values ($1, $2) on conflict do nothing returning event_id',
    values: [consumer, eventId],
  });
  return rows.length === 1;
}

export interface OutboxRelay {
  /** Publishes what is there now; resolves when nothing is left that could be published. */
  flush(): Promise<void>;
  /** Publishes what is there once more, so that a clean stop leaves nothing behind. */
  stop(): Promise<void>;
}

interface OutboxRow extends Record<string, unknown> {
  id: string;
  type: string;
  version: number;
  key: string;
  sequence: number | null;
  history: boolean;
  data: Record<string, unknown>;
  occurred_at: Date;
}

const maxAttempts = 10;
const batchSize = 100;

/**
 * Polls the outbox (every 250 ms) and publishes in id order; never paged by `id > last`, since a slower transaction may commit a
 * smaller id later. Rows are not locked meanwhile: two replicas may publish an event twice, which at least once allows, and a round
 * costs one statement, or two when there is something, instead of a transaction of four. An event that fails 10 times is parked.
 */
export function startOutboxRelay(db: Database, bus: EventBus, log: Logger, everyMs = 250): OutboxRelay {
  let batch: Promise<number> | undefined;
  const round = async (stopping?: AbortSignal): Promise<void> => {
    while (!stopping?.aborted && (await (batch = publishBatch(db, bus, log))) === batchSize);
  };
  const failed = 'the outbox could not be read';
  const rounds = repeat(round, { everyMs, slowestMs: 2_000, log, failed });
  bus.onLost?.(async (before) => {
    // What is told and not noted yet would be noted after we looked, as told, and the store that was told has lost it.
    await batch?.catch(() => undefined);
    const events = await publishAgain(db, before);
    if (events === 0) return;
    republished.inc(events);
    log.warn({ events }, 'the event broker has lost what it had stored: what somebody may not have taken is told again');
  });
  return {
    flush: () => rounds.now(),
    stop: async () => {
      await rounds.stop();
      await round().catch((error: unknown) => log.warn({ err: error }, failed));
    },
  };
}

const republished = counter('cartograph_events_republished_total', 'Events told again because the broker had lost them.');
const again = 1_000;
/** The broker's clock and the database's are two. */
const clocksApartMs = 60_000;

/**
 * What was published before the broker's store began is not in it, and nobody knows what consumers had taken: they take an event once,
 * however often it is told. The whole outbox, page by page; what is in the archive was taken by all of them.
 */
async function publishAgain(db: Database, before: Date): Promise<number> {
  const until = new Date(before.getTime() + clocksApartMs);
  for (let events = 0, last = '00000000-0000-0000-0000-000000000000'; ; ) {
    const [page] = await db.query<{ rows: number; events: number; last: string | null }>({
      name: 'kit_outbox_again',
      text: `with looked as materialized (select id, published_at from outbox where id > $2 order by id limit ${again}),
                  told as (update outbox set published_at = null
                           where id = any(array(select id from looked where published_at < $1)) returning 1)
             select (select count(*)::int from looked) as rows, (select count(*)::int from told) as events,
                    (select id from looked order by id desc limit 1) as last`,
      values: [until, last],
    });
    events += page?.events ?? 0;
    if (!page?.last || page.rows < again) return events;
    last = page.last;
  }
}

async function publishBatch(db: Database, bus: EventBus, log: Logger): Promise<number> {
  const rows = await db.query<OutboxRow>({
    name: 'kit_outbox_batch',
    text: `select id, type, version, key, sequence, history, data, occurred_at from outbox
           where published_at is null and parked_at is null order by id limit ${batchSize}`,
  });
  const together = rows.length > 1 && (await taken(bus, rows));
  const published: string[] = together ? rows.map(({ id }) => id) : [];
  for (const row of together ? [] : rows) {
    try {
      await bus.publish(eventOf(row));
      published.push(row.id);
    } catch (error) {
      log.warn({ err: error, event: row.id, type: row.type }, 'an event was not taken');
      // An hour without a broker must not park the events of that hour: they all wait for the next round.
      if (error instanceof BusUnavailable) break;
      await db.query({
        name: 'kit_outbox_failed',
        text: `update outbox set attempts = attempts + 1, last_error = $2,
               parked_at = case when attempts + 1 >= ${maxAttempts} then now() end where id = $1 and published_at is null`,
        values: [row.id, error instanceof Error ? error.message.slice(0, 500) : 'unknown'],
      });
    }
  }
  if (published.length > 0)
    await db.query({
      name: 'kit_outbox_published',
      text: 'update outbox set published_at = now() where id = any($1::uuid[])',
      values: [published],
    });
  return published.length;
}

/** All of them at once, where the bus can. If any is not taken, each is told again by itself: then it is known which. */
async function taken(bus: EventBus, rows: readonly OutboxRow[]): Promise<boolean> {
  if (!bus.publishAll) return false;
  return bus.publishAll(rows.map(eventOf)).then(
    () => true,
    () => false,
  );
}

const eventOf = (row: OutboxRow): DomainEvent => ({
  id: row.id,
  type: row.type,
  version: row.version,
  key: row.key,
  sequence: row.sequence,
  history: row.history,
  data: row.data,
  occurredAt: row.occurred_at.toISOString(),
});
