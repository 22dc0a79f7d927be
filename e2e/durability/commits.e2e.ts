import { openDatabase } from '@cartograph/kit/db';
import { keepDurable } from '@cartograph/kit/durable-database';
import { silentLog } from '@cartograph/kit/log';
import pg from 'pg';
import { expect, test } from 'vitest';
import { openCrashingServer, switches } from './crashing-server.ts';

const setting = async (client: pg.Client): Promise<unknown> => (await client.query('show synchronous_commit')).rows[0];

test('a room’s commits are on the disk when they are answered, wherever somebody switched that off, before or after its start', async () => {
  const server = await openCrashingServer();
  await server.run('create table answered (id text)', 'create table unasked (id text)');
  const open = () => openDatabase({ url: server.url, log: silentLog(), max: 2 });
  const expected: string[] = [];
  let lost = 0;
  for (const [where, statements] of switches)
    for (const when of ['before', 'after'] as const) {
      const db = await keepDurable(open(), { log: silentLog(), production: true, everyMs: 0 });
      if (when === 'after') await db.query({ text: 'select 1' });
      await server.run(...statements('postgres', 'postgres'));
      const later = when === 'after' ? db : await keepDurable(open(), { log: silentLog(), production: true, everyMs: 0 });
      await later.query({ text: 'insert into answered values ($1)', values: [`${where}, ${when}`] });
      expected.push(`${where}, ${when}`);

      // The same without our own setting: it is what the switch says, and its row is not there any more.
      const plain = new pg.Client({ connectionString: server.url });
      plain.on('error', () => undefined);
      await plain.connect();
      expect(await setting(plain)).toEqual({ synchronous_commit: 'off' });
      await plain.query('insert into unasked values ($1)', [`${where}, ${when}`]);
      await server.crash();
      await plain.end().catch(() => undefined);
      await Promise.all([...new Set([db, later])].map((one) => one.close()));

      const look = open();
      const rows = async (table: string) =>
        (await look.query<{ id: string }>({ text: `select id from ${table} order by id` })).map(({ id }) => id);
      expect(await rows('answered')).toEqual(expected.toSorted());
      if (!(await rows('unasked')).includes(`${where}, ${when}`)) lost += 1;
      await look.close();
      await server.run(
        'alter role postgres reset synchronous_commit',
        'alter role postgres in database postgres reset synchronous_commit',
        'alter database postgres reset synchronous_commit',
        'alter system reset synchronous_commit',
        'select pg_reload_conf()',
      );
    }
  expect(lost).toBeGreaterThan(0);
});

test('a server whose fsync is switched off is refused in production, told elsewhere, and noticed while the room runs', async () => {
  const server = await openCrashingServer();
  const said: string[] = [];
  const log = {
    ...silentLog(),
    warn: (...line: unknown[]) => void said.push(JSON.stringify(line)),
    error: (...line: unknown[]) => void said.push(JSON.stringify(line)),
  };
  const open = (production: boolean, everyMs = 0) =>
    keepDurable(openDatabase({ url: server.url, log: silentLog(), max: 1 }), { log: log as never, production, everyMs });
  const running = await open(true, 50);
  expect(await running.unready()).toEqual([]);
  for (const name of ['fsync', 'full_page_writes']) {
    await server.run(`alter system set ${name} = off`, 'select pg_reload_conf()');
    await expect.poll(() => running.unready()).toEqual(['its database may lose what it answers']);
    await expect(open(true)).rejects.toThrow(`DATABASE_URL: ${name} is off there`);
    const elsewhere = await open(false);
    expect(await elsewhere.unready()).toEqual([]);
    await elsewhere.close();
    expect(said.join('\n')).toContain(`${name} is off there`);
    await server.run(`alter system reset ${name}`, 'select pg_reload_conf()');
    await expect.poll(() => running.unready()).toEqual([]);
  }
  await running.close();
});
