import { execFile } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { runningStack } from '@cartograph/kit/data-dir';
import { uuidv7 } from '@cartograph/kit/ids';
import { checkOut } from '@cartograph/stack/testing/check-out';
import { cloneProject } from '@cartograph/stack/testing/clone-project';
import { landedVersions } from '@cartograph/stack/testing/landed-versions';
import { dataFolder, npmStart, type Started } from '@cartograph/stack/testing/npm-start';
import { firstOrder } from '@cartograph/stack/welcome';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askFor } from '../support/ask.ts';
import type * as ShopProcesses from '../support/shop-processes.ts';

const project = join(import.meta.dirname, '../..');
const clone = cloneProject();
/** As a person there types it: nothing of this run is known, but what codegen made of rooms that have not changed. */
async function inClone(command: string, ...args: string[]): Promise<string> {
  const { PATH, HOME } = process.env;
  const env = { PATH, HOME, TURBO_CACHE_DIR: join(project, '.turbo/cache') };
  const run = promisify(execFile)(command, args, { cwd: clone.tree, env });
  return run.then(
    ({ stdout }) => stdout,
    (error: Error & { stdout: string; stderr: string }) => {
      throw new Error(`${command} ${args.join(' ')} failed:\n${error.stdout}${error.stderr}`);
    },
  );
}
const npm = (...args: string[]): Promise<string> => inClone('npm', 'run', '--silent', ...args);

const porcelain = (): Promise<string> => inClone('git', 'status', '--porcelain');
beforeAll(async () => {
  expect(await npm('room', '--', 'new', 'wishes')).toContain('wishes composes, starts and answers');
});
afterAll(() => rmSync(clone.folder, { recursive: true, force: true }));

const field = 'query ($id: ID!) { wish(id: $id) { id recordedAt } }';
const insert = 'insert into wishes (id) values ($1)';

const buy = async (url: string, key: string) => (await askFor<{ placeOrder: object }>(url, firstOrder(key), {})).placeOrder;

async function stop(started: Started): Promise<void> {
  started.signal('SIGINT');
  await started.ended;
}

// The whole of npm run check:static, a minute on an idle machine.
test('a room that one command writes passes every static check, and its migration is all that its tables need', {
  timeout: 900_000,
}, async () => {
  expect(await npm('check:static')).not.toContain('FAIL');
  const drizzle = join(clone.tree, 'node_modules/.bin/drizzle-kit');
  expect(await inClone('sh', '-c', `cd subgraphs/wishes && ${drizzle} generate`)).toContain('No schema changes');
});

test('it is like every room, and its own test passes', async () => {
  const projects = ['--project', 'e2e', '--project', 'db'];
  const output = await npm('test', '--', 'e2e/rooms-alike.e2e.ts', 'subgraphs/wishes', '-t', 'wish', ...projects);
  for (const file of ['rooms-alike.e2e.ts', 'record-wishes.db.test.ts']) expect(output).toContain(file);
});

test('a name that is taken is one sentence, and a room whose generation fails leaves nothing', async () => {
  const before = await porcelain();
  await expect(npm('room', '--', 'new', 'wishes')).rejects.toThrow(/\nwishes: there is a room, .*; nothing was written\.\n$/);
  const sdl = join(clone.tree, 'subgraphs/products/products.graphql');
  const contract = readFileSync(sdl, 'utf8');
  writeFileSync(sdl, `${contract}\ntype Nowhere {`);
  await expect(npm('room', '--', 'new', 'gifts')).rejects.toThrow('schema:compose failed');
  writeFileSync(sdl, contract);
  expect(await porcelain()).toBe(before);
  expect(existsSync(join(clone.tree, 'node_modules/@cartograph/gifts'))).toBe(false);
});

test('it starts on the data folder of an older version, which gets its secret, role and database; without it the folder goes on', async () => {
  const data = dataFolder();
  const older = npmStart(data, {}, 'start', await checkOut(landedVersions.at(-1) ?? ''));
  await older.ready();
  await buy(older.url, 'before the room');
  await stop(older);

  const now = npmStart(data, {}, 'start', clone.tree);
  await now.ready();
  const id = uuidv7();
  await expect.poll(() => runningStack(data)?.databases['wishes']).toBeDefined();
  const client = new pg.Client({ connectionString: runningStack(data)?.databases['wishes'] });
  await client.connect();
  await client.query(insert, [id]);
  await client.end();
  expect(await askFor(now.url, field, { id })).toEqual({ wish: { id, recordedAt: expect.any(String) as string } });
  expect(await buy(now.url, 'before the room')).toMatchObject({ replayed: true });
  expect(await buy(now.url, 'with the room')).toMatchObject({ replayed: false });
  await stop(now);
  const doctor = npmStart(data, {}, 'doctor', clone.tree);
  expect(await doctor.ended).toBe(0);
  expect(doctor.output()).toContain('0 violations');

  const { rooms } = JSON.parse(readFileSync(join(data, 'secrets.json'), 'utf8')) as { rooms: Record<string, string> };
  const without = npmStart(data);
  await without.ready();
  expect(without.output()).toMatch(/^provision .*no room any more, its data is kept: wishes$/m);
  await stop(without);
  expect(JSON.parse(readFileSync(join(data, 'secrets.json'), 'utf8'))).toMatchObject({ rooms });
});

test('as one process per room its field is answered through the gateway, and orders are placed', async () => {
  const file = pathToFileURL(join(clone.tree, 'e2e/support/shop-processes.ts')).href;
  const { openShopProcesses } = (await import(file)) as typeof ShopProcesses;
  const shop = await openShopProcesses();
  try {
    const id = uuidv7();
    const client = new pg.Client({ connectionString: (shop.databases as Record<string, string>)['wishes'] });
    await client.connect();
    await client.query(insert, [id]);
    await client.end();
    expect(await askFor(shop.url, field, { id })).toMatchObject({ wish: { id } });
    const order = firstOrder('in processes').replaceAll('MUG-CLASSIC', 'MUG').replaceAll('TEA-DARJEELING', 'TEA');
    expect(await askFor(shop.url, order, {})).toMatchObject({ placeOrder: { __typename: 'OrderPlaced' } });
    expect(await shop.violations()).toEqual([]);
    expect(new Set(Object.values(await shop.stop()))).toEqual(new Set(['0']));
  } finally {
    await shop.close();
  }
});
