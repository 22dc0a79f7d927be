import type { Database } from '@cartograph/kit/db';

export interface Lag {
  waiting: number;
  seconds: number;
  parked: number;
}

/** Behind partial indexes: nothing else of the outbox is read. */
export async function readLag(db: Database): Promise<Lag> {
  const [row] = await db.query<{ waiting: number; seconds: number; parked: number }>({
    name: 'events_lag',
    text: `select count(*)::int as waiting, coalesce(extract(epoch from now() - min(occurred_at) filter (where not history)), 0)::int as seconds,
                  (select count(*)::int from outbox where published_at is null and parked_at is not null) as parked
           from outbox where published_at is null and parked_at is null`,
  });
  return row ?? { waiting: 0, seconds: 0, parked: 0 };
}

export interface Parked {
  id: string;
  type: string;
  key: string;
  since: string;
  why: string;
}

/** The newest, of a room that has thousands; `all` of them are counted. */
export async function readParked(db: Database): Promise<{ newest: Parked[]; all: number }> {
  const newest = await db.query<{ id: string; type: string; key: string; since: string; why: string }>({
    name: 'events_parked',
    text: `select id, type, key, to_char(parked_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as since, coalesce(last_error, '') as why
           from outbox where published_at is null and parked_at is not null order by id desc limit 100`,
  });
  return { newest, all: (await readLag(db)).parked };
}
