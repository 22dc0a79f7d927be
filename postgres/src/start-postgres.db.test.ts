import { once } from 'node:events';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { steadyPorts } from '@cartograph/kit/testing/steady-ports';
import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { runningPostgres } from './running-postgres.ts';
import { type PostgresOptions, type PostgresServer, startPostgres } from './start-postgres.ts';

/** A folder for a cluster that the server's user can enter, stopped and removed with the test. */
function clusterIn(name: string) {
  const base = mkdtempSync(join(tmpdir(), 'cartograph-socket-'));
  const dataDir = join(base, name, 'postgres');
  mkdirSync(join(base, name));
  for (const folder of [base, join(base, name)]) chmodSync(folder, 0o755);
  let server: PostgresServer | undefined;
  onTestFinished(async () => {
    await server?.stop('immediate');
    rmSync(base, { recursive: true, force: true });
  });
  const start = async (more: Partial<PostgresOptions> = {}) =>
    (server = await startPostgres({ dataDir, password: 'test', settings: ['fsync=off'], ...more }));
  const sockets = () => readdirSync(dataDir).filter((file) => file.startsWith('.s.PGSQL.'));
  return { start, sockets, dataDir };
}

async function comesBySocket(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ here: boolean }>('select inet_client_addr() is null as here');
  await client.end();
  return rows[0]?.here ?? false;
}

test('a server is reached by its socket in a folder of any name, and what a killed one left is gone at the next start', async () => {
  const { start, sockets } = clusterIn("it's, 100% é+ü\\#?&=; a shop");
  const killed = await start();
  expect(await comesBySocket(killed.url)).toBe(true);
  process.kill(killed.pid, 'SIGKILL');
  await killed.ended;
  // Its processes hold the shared memory until they notice.
  await expect.poll(async () => (await start().catch(() => undefined))?.pid ?? killed.pid, { timeout: 60_000 }).not.toBe(killed.pid);
  expect(sockets()).toHaveLength(2);
  expect(sockets()).not.toContain(`.s.PGSQL.${killed.port}`);
}, 120_000);

test('in a folder whose name has a quote, which its setting cannot hold, a server is reached by its address alone', async () => {
  const { start, sockets } = clusterIn('a "quoted" shop');
  expect(await comesBySocket((await start()).url)).toBe(false);
  expect(sockets()).toEqual([]);
}, 120_000);

test('the server of a folder is not that of its copy, and still that of the folder when it was moved', async () => {
  const { start, dataDir } = clusterIn('shop');
  const { pid, port } = await start();
  const [copy, moved] = [`${dataDir}-copy`, `${dataDir}-moved`];
  mkdirSync(copy);
  cpSync(join(dataDir, 'postmaster.pid'), join(copy, 'postmaster.pid'));
  expect(runningPostgres(copy)).toBeUndefined();
  expect(runningPostgres(dataDir)).toEqual({ pid, port });
  renameSync(dataDir, moved);
  expect(runningPostgres(moved)).toEqual({ pid, port });
  renameSync(moved, dataDir);
}, 120_000);

test('a port that somebody takes just before the server does is left to them, and the server has another; a port that was asked for is not changed', async () => {
  const { start } = clusterIn('shop');
  const somebody = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void somebody.close());
  await once(somebody, 'listening');
  const { port: taken } = somebody.address() as AddressInfo;
  const [free = 0] = await steadyPorts(1);
  const found = [taken, free];
  expect((await start({ findPort: () => Promise.resolve(found.shift() ?? 0) })).port).toBe(free);
  const { start: again } = clusterIn('another shop');
  await expect(again({ port: taken })).rejects.toThrow('PostgreSQL did not start');
}, 120_000);
