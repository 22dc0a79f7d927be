import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { freshDatabase } from '../testing/fresh-database.ts';
import type { Database } from './db.ts';
import { createLocalEventBus, type EventBus } from './event.ts';
import { tellAgain, waitingOf } from './event-history-store.ts';
import { forgetEvents } from './event-retention-store.ts';
import { silentLog } from './log.ts';
import { startOutboxRelay, writeEvents } from './outbox.ts';
import { forgetting } from './retention.ts';
import type { Retention } from './retention-config.ts';

/** As if everything were of the day before yesterday. */
const old: Retention = { carts: -1, customerCarts: -1, refusals: -1, evidence: -1, events: -1 };
const history = { 'pricing.tested': `jsonb_build_object('said', e.key::text)` };
const first = '00000000-0000-0000-0000-000000000000';
const last = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

async function openRoom() {
  const db: Database = await freshDatabase('pricing', true);
  const tell = (key: string, sequence: number | null = null) =>
    writeEvents(db, [{ type: 'pricing.tested', version: 1, key, sequence, data: { said: key } }]);
  const published = (ago: string) =>
    db.query({ text: 'update outbox set published_at = now() - $1::interval where parked_at is null', values: [ago] });
  const forget = async (bus: EventBus = createLocalEventBus()) => {
    const done = await forgetting(db, 'pricing', forgetEvents(db, bus, old, { history }))({ pauseMs: 0 });
    await db.query({ text: 'delete from retention_turns' });
    return done;
  };
  const where = async () => {
    const [row] = await db.query<{ where: string }>({
      text: `select (select count(*) from outbox) || ' ' || (select count(*) from outbox_archive) || ' ' || (select count(*) from event_history) as where`,
    });
    return row?.where;
  };
  const all = { after: first, until: last, limit: 100 };
  const flush = async () => {
    const relay = startOutboxRelay(db, createLocalEventBus(), silentLog(), 1_000_000);
    await relay.flush();
    await relay.stop();
  };
  return { db, tell, published, forget, where, flush, again: () => tellAgain(db, history, all) };
}

test('an event that some consumer has not taken, or none could, stays in the outbox however old it is', async () => {
  const { db, tell, published, forget, where } = await openRoom();
  for (const key of [randomUUID(), randomUUID()]) await tell(key);
  await forget();
  expect(await where()).toBe('2 0 0');
  await db.query({ text: `update outbox set parked_at = now() where id = (select id from outbox order by id limit 1)` });
  await published('2 days');
  const behind: EventBus = { ...createLocalEventBus(), takenUntil: () => Promise.resolve(new Date(Date.now() - 3 * 86_400_000)) };
  await forget(behind);
  expect(await where()).toBe('2 0 0');
  // The control: once everybody has it, it goes; the parked one waits for a person.
  await forget();
  expect(await where()).toBe('1 0 1');
});

test('of one entity no event is forgotten before an older one that must stay', async () => {
  const { db, tell, published, forget, where } = await openRoom();
  const key = randomUUID();
  await tell(key, 1);
  await tell(key, 2);
  await published('2 days');
  await db.query({ text: `update outbox set parked_at = now(), published_at = null where sequence = 1` });
  await forget();
  await forget();
  expect(await where()).toBe('1 1 0');
  await db.query({ text: `update outbox set parked_at = null, published_at = now() - interval '2 days'` });
  await forget();
  await forget();
  expect(await where()).toBe('0 0 2');
});

test('what is told again waits in the outbox once, wherever it was kept, and leaves it as it came', async () => {
  const { db, tell, published, forget, where, flush, again } = await openRoom();
  await tell(randomUUID(), 1);
  await published('2 days');
  await forget();
  await forget();
  await tell(randomUUID(), 1);
  await published('2 days');
  expect(await where()).toBe('1 0 1');
  const told = await again();
  expect(told).toMatchObject({ looked: 2, gone: 0 });
  expect(told.ids).toHaveLength(2);
  expect(await waitingOf(db, told.ids)).toEqual({ waiting: 2, parked: 0 });
  expect(await db.query({ text: `select distinct history, data ->> 'said' = key as same from outbox` })).toEqual([
    { history: true, same: true },
  ]);
  // Those that wait already are not told a second time.
  expect((await again()).ids).toEqual([]);
  await flush();
  expect(await waitingOf(db, told.ids)).toEqual({ waiting: 0, parked: 0 });
  expect((await again()).ids).toHaveLength(2);
  await flush();
  await published('2 days');
  await forget();
  await forget();
  expect(await where()).toBe('0 0 2');
});

test('news that is not published yet is left to the relay, and is no history', async () => {
  const { db, tell, again } = await openRoom();
  await tell(randomUUID());
  expect(await again()).toMatchObject({ ids: [], looked: 0 });
  expect(await db.query({ text: 'select history from outbox' })).toEqual([{ history: false }]);
});

test('what an entity that is gone told is told no more, and counted', async () => {
  const { db, tell, published, forget } = await openRoom();
  await tell(randomUUID());
  await published('2 days');
  await forget();
  await forget();
  const nobody = { 'pricing.tested': `(select '{}'::jsonb where false)` };
  expect(await tellAgain(db, nobody, { after: first, until: last, limit: 100 })).toMatchObject({ ids: [], gone: 1, looked: 1 });
});
