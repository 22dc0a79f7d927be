import type { EachRoom, RoomName } from '@cartograph/stack/rooms';
import { forEachRoom } from '@cartograph/stack/rooms';
import { startRooms } from '@cartograph/stack/start-rooms';
import pg from 'pg';

/** Whatever is at its end is old enough. */
const today = { carts: 3_650, customerCarts: 3_650, refusals: 0, evidence: 0, events: 0 };

/** Where the turn of a kind begins, so that the newest `rows` of a table are looked at: the rest was forgotten on the days before. */
const kinds: Partial<Record<RoomName, readonly { kind: string; table: string; key: string; anOrder: number }[]>> = {
  orders: [
    { kind: 'evidence', table: 'placements', key: 'id', anOrder: 1 },
    { kind: 'published_events', table: 'outbox', key: 'id', anOrder: 1 },
  ],
  payments: [
    { kind: 'attempts', table: 'attempts', key: 'id', anOrder: 2 },
    { kind: 'published_events', table: 'outbox', key: 'id', anOrder: 2 },
  ],
  inventory: [{ kind: 'holds', table: 'holds', key: 'placement_id', anOrder: 1 }],
  pricing: [{ kind: 'quotes', table: 'placement_quotes', key: 'placement_id', anOrder: 1 }],
};

export type Turns = EachRoom<readonly { kind: string; position: string | null }[]>;

/** The turns of a day that began before the newest `orders` orders, as they are now. */
export const turnsOfADay = (databases: EachRoom<string>, orders: number): Promise<Turns> =>
  forEachRoom((room) =>
    withClient(databases[room], async (client) => {
      const turns = [];
      for (const { kind, table, key, anOrder } of kinds[room] ?? []) {
        const text = `select ${key}::text as position from ${table} order by ${key} desc offset $1 limit 1`;
        const { rows } = await client.query<{ position: string }>(text, [orders * anOrder]);
        turns.push({ kind, position: rows[0]?.position ?? null });
      }
      return turns;
    }),
  );

export interface Forgetters {
  /** What retention does with a day, at its own pace; gives the rows of each kind. */
  forget(turns: Turns): Promise<Record<string, number>>;
  stop(): Promise<void>;
}

/** The rooms a second time, in this process and without their timers; ready, so that their start is no part of what is measured. */
export async function openForgetters(databases: EachRoom<string>): Promise<Forgetters> {
  const options = { databases, callerSecret: 'a secret of tests', publicUrl: 'http://shop', eventBus: 'postgres', logLevel: 'silent' };
  const { rooms, stop } = await startRooms({ ...options, background: false, retention: today });
  const forget = async (turns: Turns): Promise<Record<string, number>> => {
    await forEachRoom((room) => begin(databases[room], turns[room]));
    const done: Record<string, number> = {};
    const each = await forEachRoom<Record<string, number>>((room) => rooms[room].forget());
    for (const kinds of Object.values(each)) for (const [kind, rows] of Object.entries(kinds)) done[kind] = (done[kind] ?? 0) + rows;
    return done;
  };
  return { forget, stop };
}

const begin = (url: string, turns: Turns[RoomName]): Promise<void> =>
  withClient(url, async (client) => {
    for (const { kind, position } of turns)
      await client.query(
        `insert into retention_turns (kind, worker, taken_until, position) values ($1, gen_random_uuid(), now() - interval '1 hour', $2)
         on conflict (kind) do update set position = excluded.position, taken_until = excluded.taken_until, begun_at = now()`,
        [kind, position],
      );
  });

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
