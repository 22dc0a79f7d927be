import { expect, onTestFinished, test } from 'vitest';
import { freshDatabaseUrl } from '../testing/fresh-database.ts';
import { startSilentProxy } from '../testing/silent-proxy.ts';
import { type Database, isDatabaseOutage, openDatabase } from './db.ts';
import { silentLog } from './log.ts';

const direct = await freshDatabaseUrl('pricing');

async function openBehindProxy(limitMs: number) {
  const proxy = await startSilentProxy(direct);
  onTestFinished(() => proxy.stop());
  const open = (silenceMs = limitMs): Database => {
    const db = openDatabase({ url: proxy.url, log: silentLog(), max: 4, silenceMs });
    onTestFinished(() => db.close().catch(() => undefined));
    return db;
  };
  return { proxy, open };
}

const outcome = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (isDatabaseOutage(error) ? 'outage' : String(error)),
  );
const soon = <T>(work: Promise<T>, ms: number): Promise<T | 'nothing'> =>
  Promise.race([work, new Promise<'nothing'>((done) => setTimeout(done, ms, 'nothing').unref())]);

const never = Number.POSITIVE_INFINITY;
const asks = { text: 'select 1' };
const both = (db: Database) => db.transaction(async (tx) => void (await tx.query(asks)));

test('a statement and a transaction over connections that fell silent end as an outage, and the next ones are answered', async () => {
  const { proxy, open } = await openBehindProxy(1_000);
  const db = open();
  let begun: (() => void) | undefined;
  const inside = new Promise<void>((done) => {
    begun = done;
  });
  let commit: (() => void) | undefined;
  const held = new Promise<void>((done) => {
    commit = done;
  });
  const committing = outcome(
    db.transaction(async (tx) => {
      await tx.query(asks);
      begun?.();
      await held;
    }),
  );
  await inside;
  await Promise.all([db.query(asks), db.query(asks), both(db)]);
  expect(proxy.silence()).toBeGreaterThan(1);
  commit?.();
  // Idle connections fell silent as well: none of them may be the next one's trap.
  expect(await Promise.all([committing, outcome(db.query(asks)), outcome(both(db))])).toEqual(['outage', 'outage', 'outage']);
  expect(await Promise.all([outcome(db.query(asks)), outcome(both(db)), outcome(db.query(asks))])).toEqual(['done', 'done', 'done']);
});

test('one pool that meets silence is enough: the others of the process do not wait for theirs', async () => {
  const { proxy, open } = await openBehindProxy(1_000);
  const [one, other] = [open(), open(never)];
  await Promise.all([one.query(asks), other.query(asks)]);
  proxy.silence();
  expect(await outcome(one.query(asks))).toBe('outage');
  expect(await outcome(other.query(asks))).toBe('done');
});

test('without the limit nobody would ever be answered', async () => {
  const { proxy, open } = await openBehindProxy(never);
  const db = open();
  await db.query(asks);
  proxy.silence();
  expect(await soon(outcome(db.query(asks)), 4_000)).toBe('nothing');
});

test('a server that works on a long statement within its limits is waited for', async () => {
  const { open } = await openBehindProxy(60_000);
  expect(await outcome(open().query({ text: 'select pg_sleep(2.5)' }))).toBe('done');
});

test('a pool closes though its server is silent', async () => {
  const { proxy, open } = await openBehindProxy(never);
  const db = open();
  await db.query(asks);
  proxy.silence();
  const asked = outcome(db.query(asks));
  await db.close();
  expect(await asked).not.toBe('done');
});

test('an outage is told from a fault of a statement, however it comes', async () => {
  const { proxy, open } = await openBehindProxy(60_000);
  const db = open();
  const killed = db.transaction(async (tx) => {
    const [row] = await tx.query<{ pid: number }>({ text: 'select pg_backend_pid() as pid' });
    await open().query({ text: 'select pg_terminate_backend($1)', values: [row?.pid] });
    await tx.query(asks);
  });
  expect(await outcome(killed)).toBe('outage');
  expect(await outcome(db.orm.execute('select pg_terminate_backend(pg_backend_pid())'))).toBe('outage');
  expect(await outcome(db.query({ text: `set statement_timeout = 1; select pg_sleep(1)` }))).not.toBe('done');
  const late = db.transaction(async (tx) => {
    await tx.query({ text: 'set local statement_timeout = 1' });
    await tx.query({ text: 'select pg_sleep(1)' });
  });
  expect(await outcome(late)).toBe('outage');
  const readOnly = db.transaction(async (tx) => {
    await tx.query({ text: 'set transaction read only' });
    await tx.query({ text: 'create table nothing ()' });
  });
  expect(await outcome(readOnly)).toBe('outage');
  expect(await outcome(db.query({ text: 'select * from nowhere' }))).toContain('does not exist');
  expect(await outcome(db.transaction(() => Promise.reject(new Error('no'))))).toBe('Error: no');
  await proxy.stop();
  expect(await outcome(db.query(asks))).toBe('outage');
  expect(await outcome(both(db))).toBe('outage');
  expect(await outcome(db.orm.execute('select 1'))).toBe('outage');
});

test('nobody waits for a connection longer than 5 s, and that is an outage', async () => {
  const { proxy, open } = await openBehindProxy(60_000);
  proxy.serve(false);
  expect(await outcome(open().query(asks))).toBe('outage');
});
