import { expect, onTestFinished, test } from 'vitest';
import { freshDatabaseUrl } from '../testing/fresh-database.ts';
import { startSilentProxy } from '../testing/silent-proxy.ts';
import { isDatabaseOutage, openDatabase } from './db.ts';
import { silentLog } from './log.ts';
import { type PulseOptions, startPulse } from './pulse.ts';

async function open(options: Partial<PulseOptions> = {}) {
  const url = await freshDatabaseUrl('pricing');
  const proxy = await startSilentProxy(url);
  onTestFinished(() => proxy.stop());
  const admin = openDatabase({ url, log: silentLog(), max: 1 });
  onTestFinished(() => admin.close());
  const begin = () => {
    const pulse = startPulse({ url: proxy.url, applicationName: 'pulse of a test', ...options });
    onTestFinished(() => pulse.stop());
    return pulse;
  };
  const name = new URL(url).pathname.slice(1);
  return { proxy, begin, set: (setting: string) => admin.query({ text: `alter database ${name} set ${setting}` }), admin };
}

test('a database that takes a write keeps nobody from buying', async () => {
  const { begin } = await open();
  const pulse = begin();
  expect(await pulse.unready()).toEqual([]);
  expect(await pulse.unready()).toEqual([]);
});

test('a database that is away, and one that is silent, are told in words, and again ready when they are back', async () => {
  const { proxy, begin } = await open({ deadlineMs: 400 });
  const pulse = begin();
  expect(await pulse.unready()).toEqual([]);
  proxy.serve(false);
  proxy.silence();
  await expect.poll(() => pulse.unready()).toEqual(['its database does not answer']);
  proxy.serve(true);
  await expect.poll(() => pulse.unready()).toEqual([]);
  await proxy.stop();
  await expect.poll(() => pulse.unready()).toEqual(['its database is away']);
});

test('whoever asks about a silent database is answered before the beat is over', async () => {
  const { proxy, begin } = await open({ deadlineMs: 600_000 });
  proxy.serve(false);
  expect(await begin().unready()).toEqual(['its database does not answer']);
});

test('a database that is only read is not ready, for a pulse that it knew before as well', async () => {
  const { begin, set, admin } = await open();
  const pulse = begin();
  expect(await pulse.unready()).toEqual([]);
  await set('default_transaction_read_only = on');
  await admin.query({ text: `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'pulse of a test'` });
  await expect.poll(() => pulse.unready()).toEqual(['its database is only read, not written']);
});

test('a full disk and a server without a connection left are told by name', async () => {
  const { begin, set, admin } = await open();
  const planted = (code: string) =>
    admin.query({
      text: `create or replace function pg_logical_emit_message(boolean, text, text) returns pg_lsn language plpgsql
             as $$ begin raise exception 'planted' using errcode = '${code}'; end $$`,
    });
  await admin.query({ text: 'create schema planted' });
  await set('search_path = planted, pg_catalog');
  await admin.query({ text: 'set search_path = planted, pg_catalog' });
  for (const [code, word] of [
    ['53100', 'its database has no space left on its disk'],
    ['53300', 'its database takes no more connections'],
    ['XX000', 'its database takes no write'],
  ] as const) {
    await planted(code);
    expect(await begin().unready()).toEqual([word]);
  }
});

test('a pulse that is lost ends the other silent connections before anybody has waited for them', async () => {
  const { proxy, begin } = await open({ everyMs: 100, deadlineMs: 300 });
  const db = openDatabase({ url: proxy.url, log: silentLog(), silenceMs: Number.POSITIVE_INFINITY });
  onTestFinished(() => db.close());
  const pulse = begin();
  await db.query({ text: 'select 1' });
  expect(await pulse.unready()).toEqual([]);
  proxy.silence();
  const asked = await db.query({ text: 'select 1' }).catch((error: unknown) => error);
  expect(isDatabaseOutage(asked)).toBe(true);
  expect(await db.query({ text: 'select 1 as one' })).toEqual([{ one: 1 }]);
});

test('what a pulse writes is gone with its connection', async () => {
  const { begin, admin } = await open();
  const pulse = begin();
  await pulse.unready();
  await pulse.stop();
  const left = { text: `select 1 from pg_class where relname = 'cartograph_pulse'` };
  await expect.poll(() => admin.query(left)).toEqual([]);
});
