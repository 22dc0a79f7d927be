import { expect, it } from 'vitest';
import { freshDatabase } from '../testing/fresh-database.ts';
import { sequenceCheck } from './sequence-check.ts';

const { sql } = sequenceCheck('things', 'id', [
  { type: 'shop.happened', sequenced: true },
  { type: 'shop.change_audited', sequenced: false },
]);

async function openThings() {
  const db = await freshDatabase('pricing', true);
  await db.query({ text: 'create table things (id uuid primary key, event_sequence int not null, title text)' });
  return db;
}

it('a key that is no id of a row is told, too', async () => {
  const db = await openThings();
  await db.query({ text: `insert into outbox (type, version, key, sequence, data) values ('shop.happened', 1, 'import', 1, '{}')` });
  expect(await db.query({ text: sql })).toEqual([
    { detail: 'things import counts 0 events; there are 1, of them 1 numbered, from 1 to 1' },
  ]);
});

it('what staff changed is told of a row without a number, and is no gap', async () => {
  const db = await openThings();
  await db.query({
    text: `insert into outbox (type, version, key, sequence, data)
           values ('shop.change_audited', 1, uuidv7(), null, '{}'), ('shop.change_audited', 1, 'MUG', null, '{}')`,
  });
  expect(await db.query({ text: sql })).toEqual([]);
});

it('many events on tables that were never analyzed are compared by key, not each with each', async () => {
  const db = await openThings();
  await db.query({ text: `insert into things select uuidv7(), 1, repeat('x', 100) from generate_series(1, 20000)` });
  await db.query({
    text: `insert into outbox (type, version, key, sequence, data)
           select 'shop.happened', 1, id, 1, jsonb_build_object('lines', repeat('x', 300)) from things`,
  });
  // A condition that is no index's and no hash's is asked of every pair.
  const plan = await db.query({ text: `explain ${sql}` });
  expect(plan.map((line) => line['QUERY PLAN']).filter((line) => /Join Filter/.test(String(line)))).toEqual([]);
  expect(await db.query({ text: sql })).toEqual([]);
});
