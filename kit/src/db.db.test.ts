import pg from 'pg';
import { pino } from 'pino';
import { afterAll, expect, test } from 'vitest';
import { freshDatabaseUrl } from '../testing/fresh-database.ts';
import { type Database, isDatabaseOutage, openDatabase } from './db.ts';
import { silentLog } from './log.ts';

const url = await freshDatabaseUrl('pricing');
const withMemory = new URL(url);
withMemory.searchParams.set('options', '-c work_mem=7MB');
const opened: [Database, Database, ...Database[]] = [
  openDatabase({ url, log: silentLog() }),
  openDatabase({ url, log: silentLog(), keyedPlans: true }),
  openDatabase({ url, log: silentLog(), keyedPlans: true, relaxedCommits: true }),
  openDatabase({ url: withMemory.toString(), log: silentLog(), keyedPlans: true }),
];
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
    'auto on off on 4MB',
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

test('the last statement of a transaction leaves with its commit, and takes everything back when it fails', async () => {
  const [db] = opened;
  await db.query({ text: 'create table entries (id int primary key)' });
  const entries = async () => (await db.query<{ id: number }>({ text: 'select id from entries order by id' })).map(({ id }) => id);
  const write = (first: number, last: number) =>
    db.transaction(async (tx) => {
      tx.last({ text: 'insert into entries values ($1)', values: [last] });
      await tx.query({ text: 'insert into entries values ($1)', values: [first] });
      return 'written';
    });
  expect(await write(1, 2)).toBe('written');
  await expect(write(3, 1)).rejects.toThrow('duplicate key');
  await expect(write(1, 4)).rejects.toThrow('duplicate key');
  expect(await entries()).toEqual([1, 2]);
  const refusedByTheDriver = db.transaction(async (tx) => {
    await tx.query({ text: 'insert into entries values (7)' });
    tx.last({ text: 'insert into entries values ($1)', values: [{ no: 1n }] });
  });
  await expect(refusedByTheDriver).rejects.toThrow('BigInt');
  expect(await entries()).toEqual([1, 2]);
  expect(await write(5, 6)).toBe('written');
});

test('a statement that takes long is told by its name and time, and by nothing that it says', async () => {
  const lines: string[] = [];
  const log = pino({ level: 'warn' }, { write: (line) => void lines.push(line) });
  const [slow, patient] = [openDatabase({ url, log, slowMs: 50 }), openDatabase({ url, log, slowMs: 60_000 })];
  const sleep = { name: 'test_sleep', text: 'select pg_sleep($1)', values: [0.1] };
  await slow.query(sleep);
  await slow.transaction((tx) => tx.query({ ...sleep, name: 'test_sleep_within' }));
  await slow.query({ text: sleep.text, values: sleep.values });
  await patient.query(sleep);
  await Promise.all([slow.close(), patient.close()]);
  const told = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(told.map(({ statement, msg }) => [statement, msg])).toEqual([
    ['test_sleep', 'a statement was slow'],
    ['test_sleep_within', 'a statement was slow'],
  ]);
  for (const { ms } of told) expect(ms).toBeGreaterThanOrEqual(100);
  expect(lines.join()).not.toContain('pg_sleep');
});

test('a connection that leads to a server which only reads is left, also when a transaction finds out', async () => {
  const db = openDatabase({ url, log: silentLog(), max: 1 });
  const kept = new pg.Client({ connectionString: url });
  const admin = openDatabase({ url, log: silentLog(), max: 1 });
  opened.push(db, admin);
  await admin.query({ text: 'create table written (id int)' });
  const name = new URL(url).pathname.slice(1);
  await admin.query({ text: `alter database ${name} set default_transaction_read_only = on` });
  await kept.connect();
  const write = { text: 'insert into written values (1)' };
  const fails = db.transaction((tx) => tx.query(write));
  await expect(fails).rejects.toThrow('read-only');
  expect(isDatabaseOutage(await fails.catch((error: unknown) => error))).toBe(true);
  await admin.query({ text: `alter database ${name} reset default_transaction_read_only` });
  // Who stays is still where nothing can be written.
  await expect(kept.query(write.text)).rejects.toThrow('read-only');
  await kept.end();
  await db.transaction((tx) => tx.query(write));
});
