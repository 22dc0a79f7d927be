import { execFile } from 'node:child_process';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { runningStack } from '@cartograph/kit/data-dir';
import pg from 'pg';
import { expect, test } from 'vitest';
import { rooms } from './rooms.ts';
import { dataFolder, npmStart, processesOn, type Started } from './testing/npm-start.ts';

/** What npm takes to say its version on the machine that the promises below were made on. */
const usualMs = 400;

/** How many times as long anything may take now as on two idle cores of that machine: ours may be slower, or busy with other things. */
async function slowness(): Promise<number> {
  const from = performance.now();
  await promisify(execFile)('npm', ['--version']);
  return Math.max(1, (performance.now() - from) / usualMs, (2 * (loadavg()[0] ?? 0)) / availableParallelism());
}

/** Promised within so many milliseconds, on a machine that was as slow as this before, or is by now. */
async function expectWithin(promisedMs: number, taken: number, before: number): Promise<void> {
  expect(taken).toBeLessThan(promisedMs * Math.max(before, await slowness()));
}

/** The operation that the start prints, as it stands there. */
const printedOperation = (output: string): string => /^mutation \{[\s\S]*?^\}/m.exec(output)?.[0] ?? '';

async function send(url: string, query: string): Promise<string> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  return response.text();
}

async function run(dataDir: string, script: string, env: NodeJS.ProcessEnv = {}): Promise<{ code: number | null; output: string }> {
  const { ended, output } = npmStart(dataDir, env, script);
  const code = await ended;
  return { code, output: output() };
}

async function nothingLeft(dataDir: string, { url }: Started): Promise<void> {
  expect(processesOn(dataDir)).toEqual([]);
  await expect(fetch(url)).rejects.toThrow('fetch failed');
  expect(existsSync(join(dataDir, 'lock'))).toBe(false);
  expect(existsSync(join(dataDir, 'stack.json'))).toBe(false);
}

const production = { NODE_ENV: 'production', PAYMENTS: 'simulator' };

test('one command opens the shop; what it prints places an order; Ctrl-C leaves nothing; the next start finds all', async () => {
  const dataDir = dataFolder();
  const before = await slowness();
  const first = npmStart(dataDir);
  await expectWithin(20_000, await first.ready(), before);
  await expect.poll(first.output).toContain('Place an order');
  for (const line of ['database', 'provision', 'migrate', 'rooms', 'gateway', 'seed', 'ready'])
    expect(first.output()).toMatch(new RegExp(`^${line} +\\d+\\.\\d+ s`, 'm'));
  for (const account of ['ada', 'grace', 'staff', 'admin']) expect(first.output()).toContain(`${account}@example.com`);
  const operation = printedOperation(first.output());
  expect(await send(first.url, operation)).toContain('"replayed":false');

  const stack = runningStack(dataDir);
  expect(Object.keys(stack?.databases ?? {})).toEqual(rooms);
  for (const file of ['stack.json', 'secrets.json']) expect(statSync(join(dataDir, file)).mode & 0o077).toBe(0);
  const [refused, kept, status, examined] = await Promise.all(['start', 'reset', 'status', 'doctor'].map((script) => run(dataDir, script)));
  expect(refused?.code).toBe(1);
  expect(refused?.output.trim().split('\n').at(-1)).toMatch(/^DATA_DIR: .* is in use by process \d+ \(npm start\)/);
  expect(kept?.output).toMatch(/^DATA_DIR: .* is in use/);
  expect(status?.output).toContain('ready');
  expect(examined).toMatchObject({ code: 0, output: expect.stringContaining('0 violations') as string });

  const stopping = Date.now();
  first.signal('SIGINT');
  await first.ended;
  await expect.poll(() => processesOn(dataDir), { timeout: 60_000 }).toEqual([]);
  await expectWithin(10_000, Date.now() - stopping, before);
  await nothingLeft(dataDir, first);
  expect(await run(dataDir, 'doctor')).toMatchObject({ code: 0, output: expect.stringContaining('0 violations') as string });
  expect(processesOn(dataDir)).toEqual([]);

  const beforeSecond = await slowness();
  const second = npmStart(dataDir);
  await expectWithin(5_000, await second.ready(), beforeSecond);
  expect(await send(second.url, operation)).toContain('"replayed":true');

  // kill -9 leaves PostgreSQL behind; the next start takes care of it.
  second.kill();
  await second.ended;
  expect(processesOn(dataDir)).not.toEqual([]);
  const third = npmStart(dataDir);
  await third.ready();
  expect(await send(third.url, operation)).toContain('"replayed":true');
  third.signal('SIGTERM');
  await third.ended;
  await expect.poll(() => processesOn(dataDir), { timeout: 60_000 }).toEqual([]);
  await nothingLeft(dataDir, third);

  expect((await run(dataDir, 'start', production)).output).toMatch(/^DATA_DIR: this shop holds the demo/m);
  expect((await run(dataDir, 'reset')).code).toBe(0);
  expect(existsSync(join(dataDir, 'postgres'))).toBe(false);
});

test('a seed that is cut short by kill -9 is finished by the next start, and Ctrl-C is heard while the shop still opens', async () => {
  const dataDir = dataFolder();
  const first = npmStart(dataDir);
  while (!first.output().includes('\ngateway ')) await sleep(5);
  await sleep(150);
  first.kill();
  await first.ended;
  expect(first.output()).not.toContain('\nseed ');
  const second = npmStart(dataDir);
  await second.ready();
  expect(second.output()).toContain('past orders');
  expect(await run(dataDir, 'doctor')).toMatchObject({ code: 0 });
  second.signal('SIGTERM');
  await second.ended;

  const third = npmStart(dataDir);
  while (!third.output().includes('\nprovision ')) await sleep(5);
  third.signal('SIGINT');
  await third.ended;
  await expect.poll(() => processesOn(dataDir), { timeout: 60_000 }).toEqual([]);
  await nothingLeft(dataDir, third);
});

test('each role reaches its own database only', async () => {
  const dataDir = dataFolder();
  const stack = npmStart(dataDir, { SEED: 'none' });
  await stack.ready();
  await expect.poll(() => runningStack(dataDir)).toBeDefined();
  const { databases = {} } = runningStack(dataDir) ?? {};
  for (const target of ['cartograph_orders', 'postgres', 'template1']) {
    const url = new URL(databases['products'] ?? '');
    url.pathname = `/${target}`;
    await expect(new pg.Client({ connectionString: url.toString() }).connect()).rejects.toThrow('permission denied for database');
  }
  const status = await run(dataDir, 'status');
  expect(status.output).toContain('products 0');
  stack.signal('SIGINT');
  await stack.ended;
});

test.runIf(process.getuid?.() === 0)(
  'a data folder that the user postgres cannot enter keeps its cluster elsewhere, and says so',
  async () => {
    const dataDir = dataFolder(0o700);
    const stack = npmStart(dataDir, { SEED: 'none' });
    await stack.ready();
    expect(stack.output()).toMatch(/data in \/var\/lib\/cartograph\/data-\w+, since the user postgres cannot enter/);
    const { cluster } = JSON.parse(readFileSync(join(dataDir, 'secrets.json'), 'utf8')) as { cluster: string };
    stack.signal('SIGINT');
    await stack.ended;
    expect((await run(dataDir, 'reset')).code).toBe(0);
    expect(existsSync(cluster)).toBe(false);
  },
);

test('what the environment gets wrong is one sentence that names the variable, and nothing keeps running', async () => {
  const dataDir = dataFolder();
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  const { port } = server.address() as { port: number };
  writeFileSync(join(dataDir, 'file'), '');
  const cases: [NodeJS.ProcessEnv, RegExp][] = [
    [{ PORT: String(port) }, /^PORT: \d+ is already taken on 127\.0\.0\.1; choose another\.$/m],
    [{ HOST: '192.0.2.1' }, /^HOST: the demo shop has public passwords, and 192\.0\.2\.1 is reached from beyond this machine/m],
    [{ HOST: '192.0.2.1', DEMO_PUBLIC: 'yes' }, /^HOST: cannot listen on 192\.0\.2\.1/m],
    [{ DATA_DIR: join(dataDir, 'file', 'below') }, /^DATA_DIR: .* cannot be written \(ENOTDIR\)/m],
    [{ DATA_DIR: '/proc/cartograph' }, /^DATA_DIR: \/proc\/cartograph cannot be written/m],
    [
      { DATABASE_URL: 'postgres://me:secret@127.0.0.1:1/postgres' },
      /^DATABASE_URL: no PostgreSQL answers at 127\.0\.0\.1:1 \(ECONNREFUSED\)\.$/m,
    ],
    [{ DATABASE_URL: changed((url) => void (url.password = 'secret')) }, /^DATABASE_URL: the password of postgres is wrong/m],
    // The tests' own server, which is quick because of it.
    [{ ...production, DATABASE_URL: process.env['CARTOGRAPH_TEST_POSTGRES'] }, /^DATABASE_URL: fsync is off there/m],
    [{ NODE_ENV: 'production' }, /^PAYMENTS: must name the payment provider/m],
    [{ ...production, SEED: 'demo' }, /^SEED: the demo shop has public passwords/m],
  ];
  const folderOf = (index: number): string => join(dataDir, String(index));
  const refusals = await Promise.all(cases.map(([env], index) => run(folderOf(index), 'start', env)));
  for (const [index, [, sentence]] of cases.entries()) {
    const { code, output } = refusals[index] ?? { code: null, output: '' };
    expect(output).toMatch(sentence);
    expect(output).not.toMatch(/secret|^\s+at /m);
    expect(code).toBe(1);
    expect(processesOn(folderOf(index))).toEqual([]);
  }
  server.close();
});

function changed(change: (url: URL) => void): string {
  const url = new URL(process.env['CARTOGRAPH_TEST_POSTGRES'] ?? '');
  change(url);
  return url.toString();
}

test('a server of one’s own serves as well, the shop is there after a restart, and reset takes it away again', async () => {
  const dataDir = dataFolder();
  const DATABASE_URL = process.env['CARTOGRAPH_TEST_POSTGRES'];
  const first = npmStart(dataDir, { DATABASE_URL, SEED: 'none' });
  await first.ready();
  expect(existsSync(join(dataDir, 'postgres'))).toBe(false);
  expect(first.output()).toContain('; fsync is off there, so that a power cut may destroy all data; set it to on');
  const stranger = await run(dataFolder(), 'start', { DATABASE_URL, SEED: 'none' });
  expect(stranger).toMatchObject({
    code: 1,
    output: expect.stringMatching(/^DATABASE_URL: the shop at .* belongs to another data folder/m) as string,
  });
  // Killed, it leaves nothing behind that would shut it out itself.
  first.kill();
  await first.ended;
  const second = npmStart(dataDir, { DATABASE_URL, SEED: 'demo' });
  await second.ready();
  expect(await send(second.url, printedOperation(second.output()))).toContain('OrderPlaced');
  second.signal('SIGINT');
  await second.ended;
  expect((await run(dataDir, 'reset', { DATABASE_URL })).output).toContain('and the rooms of DATABASE_URL');
  const client = new pg.Client({ connectionString: DATABASE_URL });
  await client.connect();
  expect((await client.query(`select 1 from pg_database where datname like 'cartograph\\_%'`)).rowCount).toBe(0);
  await client.end();
});
