import type { Database, Queryable } from './db.ts';
import type { NewEvent } from './event.ts';
import type { RoomHistory } from './room.ts';

/** What was told up to a moment: news that comes meanwhile is told as news. */
export interface ToldSoFar {
  /** Events, wherever they are kept. */
  events: number;
  /** No id of theirs is greater. */
  until: string;
}

/** `without`: types that are not told again one by one. */
export async function countTold(db: Database, without: readonly string[] = []): Promise<ToldSoFar> {
  const others = 'type <> all($1::text[])';
  const [row] = await db.query<{ events: number; until: string }>({
    name: 'kit_history_count',
    text: `select uuidv7()::text as until,
             ((select count(*) from event_history h where ${others} and not exists (select from outbox o where o.id = h.id))
             + (select count(*) from outbox_archive where ${others})
             + (select count(*) from outbox where published_at is not null and ${others}))::int as events`,
    values: [without],
  });
  if (!row) throw new Error('nothing was counted');
  return row;
}

export interface ToldAgain {
  /** Ids of those that the relay publishes now. */
  ids: readonly string[];
  /** How many nobody can tell again: what they were about is gone. */
  gone: number;
  /** How many were being moved by somebody else just then: they are found where they are now when the same portion is told once more. */
  missed: number;
  looked: number;
  /** The last id that was looked at; null: there are no more. */
  last: string | null;
}

/**
 * Puts the next published events after `after`, in the order of their ids, back into the outbox as history: as they stand there or in
 * the archive, else as the room's own tables tell them. One statement: what was moved before it is seen in one place. What retention moves
 * during it is seen where it is no more, and counted as missed.
 */
export async function tellAgain(
  db: Database,
  history: RoomHistory,
  { after, until, limit, without = [] }: { after: string; until: string; limit: number; without?: readonly string[] },
): Promise<ToldAgain> {
  const from = (table: string, which = 'true'): string =>
    `(select id from ${table} where id > $1 and id <= $2 and type <> all($4::text[]) and ${which} order by id limit $3)`;
  const data = Object.entries(history).map(([type, sql]) => `when '${type}' then ${sql}`);
  const [row] = await db.query<{ ids: string[]; gone: number; missed: number; looked: number; last: string | null }>({
    name: 'kit_history_tell',
    text: `
      with page as materialized (
        select id from (${from('event_history')} union ${from('outbox_archive')} union ${from('outbox', 'published_at is not null')}) kept
        order by id limit $3),
      again as (
        update outbox set published_at = null, history = true, attempts = 0, last_error = null
        where id = any(array(select id from page)) and published_at is not null returning id),
      archived as (delete from outbox_archive where id = any(array(select id from page)) returning *),
      forgotten as (
        select e.*, case e.type ${data.join('\n')} end as data from event_history e
        where e.id = any(array(select id from page)) and not exists (select from outbox o where o.id = e.id)),
      written as (
        insert into outbox (id, type, version, key, sequence, history, data, occurred_at)
        select id, type, version, key, sequence, true, data, occurred_at from archived
        union all
        select id, type, version, key::text, sequence, true, data, occurred_at from forgotten where data is not null
        on conflict (id) do nothing returning id)
      select array(select id::text from again union all select id::text from written) as ids,
             (select count(*)::int from forgotten where data is null) as gone, (select count(*)::int from page) as looked,
             (select count(*)::int from page p
              where exists (select from outbox o where o.id = p.id and o.published_at is not null) and p.id <> all(array(select id from again))
                 or exists (select from outbox_archive a where a.id = p.id) and p.id <> all(array(select id from archived))) as missed,
             (select id::text from page order by id desc limit 1) as last`,
    values: [after, until, limit, without],
  });
  return row ?? { ids: [], gone: 0, missed: 0, looked: 0, last: null };
}

/** Puts events of how things stand into the outbox as history, under these ids; those that are there, or in the archive, are told once more. */
export async function tellStanding(tx: Queryable, events: readonly (NewEvent & { readonly id: string })[]): Promise<void> {
  if (events.length === 0) return;
  await tx.query({
    name: 'kit_history_standing',
    text: `with given as (select * from jsonb_to_recordset($1) as e(id uuid, type text, version int, key text, sequence int, data jsonb)),
        archived as (delete from outbox_archive where id in (select id from given))
      insert into outbox (id, type, version, key, sequence, history, data)
      select id, type, version, key, sequence, true, data from given
      on conflict (id) do update set data = excluded.data, history = true, published_at = null, attempts = 0, last_error = null, parked_at = null`,
    values: [JSON.stringify(events)],
  });
}

/** Of these events: how many wait to be published, and how many were parked since somebody could not take them. */
export async function waitingOf(db: Database, ids: readonly string[]): Promise<{ waiting: number; parked: number }> {
  const [row] = await db.query<{ waiting: number; parked: number }>({
    name: 'kit_history_waiting',
    text: `select count(*) filter (where parked_at is null)::int as waiting, count(parked_at)::int as parked
           from outbox where id = any($1::uuid[]) and published_at is null`,
    values: [ids],
  });
  return row ?? { waiting: 0, parked: 0 };
}
