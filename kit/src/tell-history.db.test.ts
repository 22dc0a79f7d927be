import { randomUUID } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { freshDatabaseUrl } from '../testing/fresh-database.ts';
import { openDatabase } from './db.ts';
import { createLocalEventBus } from './event.ts';
import { silentLog } from './log.ts';
import { startOutboxRelay, writeEvents } from './outbox.ts';
import { tellHistory } from './tell-history.ts';

const history = { 'pricing.tested': `jsonb_build_object('said', e.key::text)` };

/** Of `count` events that were told, the first leaves its place while their history is told, as retention moves it. */
async function tellWhileOneMoves(moves: string, count: number) {
  const url = await freshDatabaseUrl('pricing');
  const db = openDatabase({ url, log: silentLog(), max: 5 });
  const bus = createLocalEventBus();
  const heard: string[] = [];
  const relay = startOutboxRelay(db, bus, silentLog(), 20);
  onTestFinished(async () => {
    await relay.stop();
    await db.close();
  });
  const keys = Array.from({ length: count }, () => randomUUID());
  await writeEvents(
    db,
    keys.map((key) => ({ type: 'pricing.tested', version: 1, key, sequence: 1, data: { said: key } })),
  );
  await relay.flush();
  await bus.subscribe('insights.on-tested', ['pricing.tested'], async ({ key }) => void heard.push(key));
  const telling = await db.transaction(async (tx) => {
    for (const text of moves.split(';')) await tx.query({ text });
    const told = tellHistory(db, history, () => undefined, { limit: 2 });
    await expect
      .poll(() => db.query({ text: `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'` }))
      .toHaveLength(1);
    return { told };
  });
  return { told: await telling.told, heard, keys };
}

const archived = `with moved as (delete from outbox where id = (select id from outbox order by id limit 1) returning *)
  insert into outbox_archive (id, type, version, key, sequence, history, data, occurred_at, published_at)
  select id, type, version, key, sequence, history, data, occurred_at, published_at from moved`;
const expired = `with moved as (delete from outbox where id = (select id from outbox order by id limit 1) returning *)
  insert into event_history (id, type, version, key, sequence, occurred_at)
  select id, type, version, key::uuid, sequence, occurred_at from moved`;

test.each([
  ['into the archive', archived],
  ['past it', expired],
])('an event that leaves its place %s in the very moment when its history is told is told all the same', async (_, moves) => {
  const { told, heard, keys } = await tellWhileOneMoves(moves, 5);
  expect(new Set(heard)).toEqual(new Set(keys));
  expect(told).toMatchObject({ gone: 0, parked: 0 });
});

test('nobody waits for an event that is gone by the time when its history is told', async () => {
  const gone = 'delete from outbox where id = (select id from outbox order by id limit 1)';
  const { heard, keys } = await tellWhileOneMoves(gone, 5);
  expect(new Set(heard)).toEqual(new Set(keys.slice(1)));
});
