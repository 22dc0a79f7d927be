import type { Database } from './db.ts';
import type { EventBus } from './event.ts';
import type { EventReads } from './event-reads.ts';
import type { Forgetting } from './retention.ts';
import type { Retention } from './retention-config.ts';
import { forgetRows } from './retention-store.ts';
import type { RoomHistory } from './room.ts';

export interface RoomEvents {
  /** What the room tells again from its own tables when its events are gone. */
  history?: RoomHistory;
  /** What its consumers read: those that ask for history may be told an old event again, and never forget what they took. */
  reads?: readonly EventReads[];
}

const columns = 'id, type, version, key, sequence, history, data, occurred_at, published_at';
/** What the bus may still send again: NATS keeps events for 14 days. */
const busDays = 14;

/**
 * Published events leave the outbox after a day, and once every consumer that the bus knows has them; after their time they leave the
 * archive, oldest of a key first, and their ids stay where the room tells them again. Inboxes outlive both. What was told again from there
 * goes as it came.
 */
export function forgetEvents(
  db: Database,
  bus: EventBus,
  { events: days }: Retention,
  { history = {}, reads = [] }: RoomEvents = {},
): Forgetting[] {
  const archive = forgetRows(db, {
    name: 'published',
    table: 'outbox',
    key: 'id',
    days: Math.min(1, days ?? 1),
    values: async () => [await bus.takenUntil()],
    parts: `moved as (delete from outbox where id = any(array(select id from looked)) and parked_at is null
              and published_at < least($4::timestamptz, now()) - interval '1 minute' returning ${columns}),
            kept as (insert into outbox_archive (${columns}) select ${columns} from moved m
              where not exists (select from event_history h where h.id = m.id) on conflict (id) do nothing),
            gone as (select from moved)`,
  });
  const published = { kind: 'published_events', forget: archive };
  if (days === undefined) return [published];
  const old = `now() - $2 * interval '1 day'`;
  const expire = forgetRows(db, {
    name: 'archived',
    table: 'outbox_archive',
    key: 'id',
    days,
    values: () => Promise.resolve([Object.keys(history)]),
    parts: `expired as (delete from outbox_archive a where id = any(array(select id from looked)) and published_at < ${old}
              and not exists (select from outbox_archive b where b.key = a.key and b.sequence < a.sequence and b.published_at >= ${old})
              and not exists (select from outbox b where b.key = a.key and b.sequence < a.sequence) returning *),
            kept as (insert into event_history (id, type, version, key, sequence, occurred_at)
              select id, type, version, key::uuid, sequence, occurred_at from expired where type = any($4::text[]) on conflict (id) do nothing),
            gone as (select from expired)`,
  });
  const asking = reads.filter((read) => read.history).map(({ consumer }) => consumer);
  return [
    published,
    { kind: 'archived_events', forget: expire },
    { kind: 'taken_events', forget: ({ limit }) => forgetTaken(db, days + busDays + 30, asking, limit) },
  ];
}

async function forgetTaken(
  db: Database,
  days: number,
  asking: readonly string[],
  limit: number,
): Promise<{ rows: number; last: string | null }> {
  const rows = await db.query({
    name: 'forget_taken',
    text: `delete from inbox where (consumer, event_id) in (
             select consumer, event_id from inbox where taken_at < now() - $1 * interval '1 day' and consumer <> all($2::text[])
             order by consumer, event_id limit $3) returning 1`,
    values: [days, asking, limit],
  });
  return { rows: rows.length, last: rows.length === limit ? 'more' : null };
}
