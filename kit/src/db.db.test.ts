import { afterAll, expect, test } from 'vitest';
import { openDatabase } from './db.ts';
import { silentLog } from './log.ts';
import { freshDatabaseUrl } from './testing/fresh-database.ts';

const url = await freshDatabaseUrl('pricing');
const opened = [
  openDatabase({ url, log: silentLog() }),
  openDatabase({ url, log: silentLog(), keyedPlans: true }),
  openDatabase({ url, log: silentLog(), keyedPlans: true, relaxedCommits: true }),
  openDatabase({ url: `${url}?options=-c%20work_mem%3D7MB`, log: silentLog(), keyedPlans: true }),
] as const;
afterAll(async () => {
  await Promise.all(opened.map((db) => db.close()));
});

test('each pool has the settings it was opened with, beside those of its address', async () => {
  const shown = await Promise.all(
    opened.map(async (db) => {
      const names = ['plan_cache_mode', 'enable_seqscan', 'jit', 'synchronous_commit', 'work_mem'];
      const rows = await db.query<{ setting: string }>({
        text: 'select current_setting(name) as setting from unnest($1::text[]) with ordinality as n(name, position) order by position',
        values: [names],
      });
      return rows.map(({ setting }) => setting).join(' ');
    }),
  );
  expect(shown).toEqual([
    'auto on on on 4MB',
    'force_generic_plan off off on 4MB',
    'force_generic_plan off off off 4MB',
    'force_generic_plan off off on 7MB',
  ]);
});

test('a list is found by key though its plan was made while the table was empty', async () => {
  const [plain, keyed] = opened;
  await plain.query({ text: 'create table filling (id int primary key, note text)' });
  const planOf = (db: typeof plain) =>
    db.query<{ 'QUERY PLAN': string }>({ text: 'explain select note from filling where id = any($1::int[])', values: [[1, 2, 3]] });
  const text = async (db: typeof plain) => (await planOf(db)).map((row) => row['QUERY PLAN']).join('\n');
  await plain.query({ text: 'insert into filling values (1)' });
  await plain.query({ text: 'analyze filling' });
  expect(await text(plain)).toContain('Seq Scan');
  expect(await text(keyed)).not.toContain('Seq Scan');
});
