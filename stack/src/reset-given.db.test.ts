import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '@cartograph/postgres/start-postgres';
import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabases } from './open-databases.ts';
import { silentProgress } from './progress.ts';

/** A server, a folder for data folders, `npm run reset` and SQL on that server. */
async function ownServer() {
  const folder = mkdtempSync(join(tmpdir(), 'cartograph-reset-'));
  chmodSync(folder, 0o755);
  const server = await startPostgres({ dataDir: join(folder, 'postgres'), password: 'test', settings: ['fsync=off'] });
  onTestFinished(async () => {
    await server.stop('immediate');
    rmSync(folder, { recursive: true, force: true });
  });
  const resetAs = (more: NodeJS.ProcessEnv, dataDir: string, ...args: string[]): Promise<string> =>
    new Promise((done) => {
      const env = { PATH: process.env['PATH'], DATA_DIR: dataDir, DATABASE_URL: server.url, ...more };
      execFile(process.execPath, [join(import.meta.dirname, 'reset.ts'), ...args], { env }, (_error, stdout, stderr) =>
        done(stdout + stderr),
      );
    });
  const reset = (dataDir: string, ...args: string[]): Promise<string> => resetAs({}, dataDir, ...args);
  const run = async (text: string): Promise<string[]> => {
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    const { rows } = await client.query<{ name: string }>(text);
    await client.end();
    return rows.map(({ name }) => name);
  };
  const databases = () => run(`select datname as name from pg_database where datname like 'cartograph%' order by 1`);
  const makeShop = async (dataDir: string): Promise<void> => {
    mkdirSync(dataDir);
    const { stop } = await openDatabases(dataDir, server.url, (...step) => silentProgress.step(...step));
    await stop();
  };
  return { folder, reset, resetAs, run, databases, makeShop };
}

test('a reset deletes the shop on a given server only when it is this folder’s, and in production when somebody says that it is meant', async () => {
  const { folder, reset, resetAs, databases, makeShop } = await ownServer();
  const [ours, theirs, none] = [join(folder, 'ours'), join(folder, 'theirs'), join(folder, 'none')];
  await makeShop(ours);
  const there = await databases();
  expect(there.length).toBeGreaterThan(5);
  for (const other of [theirs, none]) mkdirSync(other);
  const secrets = { postgres: 'p'.repeat(20), caller: 'another shop’s secret', rooms: { orders: 'o'.repeat(20) }, cluster: 'postgres' };
  writeFileSync(join(theirs, 'secrets.json'), JSON.stringify(secrets));
  for (const other of [theirs, none])
    expect(await reset(other, '--force', '--databases')).toMatch(
      /^DATABASE_URL: the shop at 127\.0\.0\.1:\d+ belongs to another data folder/,
    );
  expect(await resetAs({ NODE_ENV: 'production' }, ours, '--force')).toMatch(
    /^DATABASE_URL: this deletes cartograph_customers, .* if that is meant, npm run reset -- --databases\.$/m,
  );
  expect(await databases()).toEqual(there);
  expect(await reset(ours)).toBe(`deleted all data of ${ours} and the rooms of DATABASE_URL\n`);
  expect(await databases()).toEqual([]);
}, 120_000);

test('a database that only has a room’s name is nobody’s to delete, and neither is a shop of containers', async () => {
  const { folder, reset, run, databases, makeShop } = await ownServer();
  const ours = join(folder, 'ours');
  await makeShop(ours);
  await run('drop database cartograph_pricing');
  await run('create database cartograph_pricing');
  expect(await reset(ours, '--databases')).toMatch(
    /^DATABASE_URL: the database cartograph_pricing there belongs to the role postgres and was not made/,
  );
  await run('alter database cartograph_pricing owner to cartograph_pricing');
  // Their passwords come from outside, and no folder is named.
  await run('comment on role cartograph_orders is null');
  await run(`alter role cartograph_orders password 'of containers'`);
  expect(await reset(ours, '--databases')).toContain('belongs to another data folder');
  expect((await databases()).length).toBeGreaterThan(5);
}, 120_000);
