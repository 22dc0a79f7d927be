import { beforeAll, beforeEach, expect, it } from 'vitest';
import { freshDatabaseUrl } from '../testing/fresh-database.ts';
import { type Database, openDatabase, type Queryable } from './db.ts';
import type { UnnumberedEvent } from './event.ts';
import { silentLog } from './log.ts';
import { countEvents, eventsByLookup, insertEvents } from './numbered-events.ts';

let url: string;
let db: Database;
const open = (): Database => openDatabase({ url, log: silentLog(), max: 12 });

beforeAll(async () => {
  url = await freshDatabaseUrl('pricing');
  db = open();
  await db.query({ text: 'create table things (id text primary key, event_sequence int not null default 0)' });
  return () => db.close();
});
beforeEach(async () => {
  await db.query({ text: 'truncate things, outbox' });
  await db.query({ text: `insert into things select chr(96 + n) from generate_series(1, 5) n` });
});

const events = (key: string, count: number): UnnumberedEvent[] =>
  Array.from({ length: count }, () => ({ type: 'pricing.tested', version: 1, key, data: {} }));

const rows = { parameter: '$2', lookup: 'id' };
/** Changes things, as many times each as `counts` says how many events it has. */
const change = (tx: Queryable, counts: Readonly<Record<string, number>>) =>
  tx.query({
    name: 'change',
    text: `with changed as (
             update things set event_sequence = event_sequence + ${countEvents(rows)}
             where id = any(array(select id from things where id = any($1) order by id for update)) returning *
           ) ${insertEvents({ ...rows, from: 'changed' })}`,
    values: [Object.keys(counts).sort(), eventsByLookup(Object.entries(counts).map(([key, count]) => [key, ...events(key, count)]))],
  });

/** What is tempting: the number after the last one that is there. */
const changeNaively = (tx: Queryable, key: string) =>
  tx.query({
    text: `with changed as (update things set event_sequence = event_sequence + 1 where id = $1 returning id)
           insert into outbox (type, version, key, data, sequence)
           select 'pricing.tested', 1, id, '{}', (select coalesce(max(sequence), 0) + 1 from outbox where key = changed.id) from changed`,
    values: [key],
  });

const sequences = async (): Promise<Record<string, number[]>> => {
  const found = await db.query<{ key: string; list: number[] }>({
    text: 'select key, array_agg(sequence order by sequence) as list from outbox group by key order by key',
  });
  return Object.fromEntries(found.map(({ key, list }) => [key, list]));
};
const upTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);

const waiting = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;

/** Two writers of one key: the second waits for the first's lock and sees its commit only then. */
async function oneAfterTheOther(write: (tx: Queryable) => Promise<unknown>): Promise<unknown> {
  let second: Promise<unknown> = Promise.resolve();
  await db.transaction(async (tx) => {
    await write(tx);
    second = write(db);
    second.catch(() => undefined);
    await expect.poll(async () => (await db.query({ text: waiting })).length).toBe(1);
  });
  return second;
}

it('a writer that waited for the lock goes on where the other ended', async () => {
  await oneAfterTheOther((tx) => change(tx, { a: 2 }));
  expect(await sequences()).toEqual({ a: [1, 2, 3, 4] });
});

it('a number read from the outbox is given twice, which the index refuses', async () => {
  await expect(oneAfterTheOther((tx) => changeNaively(tx, 'a'))).rejects.toMatchObject({ constraint: 'outbox_one_a_sequence' });
});

it('many writers of the same and of other things leave no gap', async () => {
  const written: Record<string, number> = {};
  const write = async (writer: number): Promise<void> => {
    for (let round = 0; round < 20; round += 1) {
      const counts: Record<string, number> = {};
      for (const [index, key] of ['a', 'b', 'c', 'd', 'e'].entries())
        if ((writer + round + index) % 3 > 0) counts[key] = (writer + round * index) % 4;
      for (const [key, count] of Object.entries(counts)) written[key] = (written[key] ?? 0) + count;
      await change(db, counts);
    }
  };
  await Promise.all(Array.from({ length: 10 }, (_, writer) => write(writer)));
  expect(await sequences()).toEqual(Object.fromEntries(Object.entries(written).map(([key, count]) => [key, upTo(count)])));
  const rowsOf = await db.query<{ id: string; event_sequence: number }>({ text: 'select * from things' });
  expect(Object.fromEntries(rowsOf.map(({ id, event_sequence }) => [id, event_sequence]))).toEqual(written);
});

it('a change that is rolled back leaves its numbers to the next', async () => {
  await expect(
    db.transaction(async (tx) => {
      await change(tx, { a: 3 });
      throw new Error('changed our mind');
    }),
  ).rejects.toThrow('changed our mind');
  await change(db, { a: 1, b: 0 });
  expect(await sequences()).toEqual({ a: [1] });
});

it('what only the row knows is filled in', async () => {
  await db.query({
    text: `with changed as (update things set event_sequence = event_sequence + 1 where id = 'a' returning *)
           ${insertEvents({ parameter: '$1', lookup: 'id', from: 'changed', lacked: `id || ' of the row'` })}`,
    values: [eventsByLookup([['a', { type: 'pricing.tested', version: 1, key: 'a', data: { known: 1 }, lacks: 'number' }]])],
  });
  expect(await db.query({ text: 'select data, sequence from outbox' })).toEqual([
    { data: { known: 1, number: 'a of the row' }, sequence: 1 },
  ]);
});
