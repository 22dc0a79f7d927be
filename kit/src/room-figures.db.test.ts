import { expect, onTestFinished, test } from 'vitest';
import { freshDatabaseUrl } from '../testing/fresh-database.ts';
import { type Database, openDatabase } from './db.ts';
import { silentLog } from './log.ts';
import { registry } from './metrics.ts';
import { measureRoom } from './room-figures.ts';

async function open(max?: number): Promise<Database> {
  const db = openDatabase({ url: await freshDatabaseUrl('orders'), log: silentLog(), ...(max === undefined ? {} : { max }) });
  onTestFinished(() => db.close().catch(() => undefined));
  return db;
}

const told = async (figure: string): Promise<number> =>
  Number(new RegExp(`^cartograph_shelf_${figure} (\\S+)$`, 'm').exec(await registry.metrics())?.[1]);

test('events that wait and events that were given up are told', async () => {
  const db = await open();
  await db.query({
    text: `insert into outbox (type, version, key, data, occurred_at, parked_at)
           values ('a', 1, '1', '{}', now() - interval '1 hour', null), ('a', 1, '2', '{}', now(), null), ('a', 1, '3', '{}', now(), now())`,
  });
  measureRoom('shelf', db);
  expect(await told('outbox_lag_seconds')).toBeGreaterThanOrEqual(3_600);
  expect([await told('outbox_unpublished_events'), await told('outbox_parked_events')]).toEqual([2, 1]);
});

test('however often somebody looks, the database is asked once in a while', async () => {
  const db = await open();
  measureRoom('shelf', db);
  for (let look = 0; look < 5; look += 1) await told('outbox_lag_seconds');
  expect(db.statements()).toBe(2);
});

test('who waits for a connection is counted', async () => {
  const db = await open(1);
  measureRoom('shelf', db);
  expect(await told('pool_waits_total')).toBe(0);
  await Promise.all([1, 2, 3].map(() => db.query({ text: 'select 1' })));
  expect([await told('pool_max_connections'), (await told('pool_waits_total')) > 0, await told('pool_waiting_requests')]).toEqual([
    1,
    true,
    0,
  ]);
});

test('a database that is away leaves a gap, and the page', async () => {
  const db = await open();
  await db.close();
  measureRoom('shelf', db);
  expect([await told('outbox_lag_seconds'), await told('pool_open_connections')]).toEqual([Number.NaN, 0]);
});
