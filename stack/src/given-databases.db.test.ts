import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { uuidv7 } from '@cartograph/kit/ids';
import { freshDatabaseUrl } from '@cartograph/kit/testing/fresh-database';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { databaseVariable } from './given-databases.ts';
import { dropRooms, migrateAll, provision, roomUrl } from './provision.ts';
import { type EachRoom, eachRoom, forEachRoom, rooms } from './rooms.ts';
import { refuseDemoBeyond } from './seed/seed-once.ts';

const parent = mkdtempSync(join(tmpdir(), 'cartograph-given-'));
const dataDir = join(parent, 'never-started');
afterAll(() => rmSync(parent, { recursive: true, force: true }));

interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

const run = (command: string, env: Record<string, string>, ...args: string[]): Promise<Ended> =>
  new Promise((resolve) => {
    const given = { PATH: process.env['PATH'] ?? '', DATA_DIR: dataDir, ...env };
    execFile(process.execPath, [join(import.meta.dirname, `${command}.ts`), ...args], { env: given }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
    );
  });

const named = (databases: EachRoom<string>): Record<string, string> =>
  Object.fromEntries(rooms.map((room) => [databaseVariable(room), databases[room]]));

const saysEachRoom = (text: string): void => {
  for (const room of rooms) expect(text).toMatch(new RegExp(`^${room} +lag \\d+`, 'm'));
};

describe('a shop with a URL for each database, and nothing ever started here', { timeout: 240_000 }, () => {
  let databases: EachRoom<string>;
  beforeAll(async () => {
    databases = await forEachRoom((room) => freshDatabaseUrl(room));
  });

  test('is examined', async () => {
    expect(await run('doctor', named(databases))).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/\n0 violations\n$/),
      stderr: '',
    });
  });

  test('tells its status', async () => {
    const { code, stdout } = await run('status', named(databases));
    expect([code, stdout]).toEqual([0, expect.stringContaining('placements 0 open, 0 need attention')]);
    saysEachRoom(stdout);
  });

  test('is asked for a placement', async () => {
    const id = uuidv7();
    const { code, stderr } = await run('replay', named(databases), id);
    expect([code, stderr]).toEqual([2, `${id}: there is no such placement in the database of orders.\n`]);
  });

  test('is filled with the demo, once, and never in production', async () => {
    const refused = await run('seed', { ...named(databases), NODE_ENV: 'production' });
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringMatching(/^NODE_ENV: [^\n]+\n$/)]);
    expect(await run('seed', named(databases))).toMatchObject({ code: 0, stderr: '' });
    expect(await run('seed', named(databases))).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/(^|\n)the demo is there already\n$/),
    });
    expect((await run('status', named(databases))).stdout).not.toMatch(/variants 0\b/);
    await expect(refuseDemoBeyond('0.0.0.0', databases.orders)).rejects.toThrow(/^HOST: [^\n]+0\.0\.0\.0[^\n]+DEMO_PUBLIC=yes[^\n]+$/);
  });

  test('with one URL missing, the missing one is named', async () => {
    const { ORDERS_DATABASE_URL: _, ...most } = named(databases);
    for (const command of ['doctor', 'status'])
      expect(await run(command, most)).toMatchObject({
        code: 1,
        stdout: '',
        stderr: expect.stringMatching(/^ORDERS_DATABASE_URL: [^\n]+\n$/),
      });
  });

  test('with a database that is not there, one sentence says which', async () => {
    const nowhere = new URL('/nowhere', databases.orders).toString();
    const { code, stderr } = await run('doctor', named({ ...databases, orders: nowhere }));
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^ORDERS_DATABASE_URL: database "nowhere" does not exist[^\n]+\n$/)]);
    const { stdout } = await run('status', named({ ...databases, orders: nowhere }));
    expect(stdout).toMatch(/^orders +its database does not answer$/m);
  });

  test('and a URL that is none is one sentence too', async () => {
    const { code, stderr } = await run('doctor', { ...named(databases), PRICING_DATABASE_URL: 'pricing' });
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^PRICING_DATABASE_URL: [^\n]+\n$/)]);
  });
});

test('a provisioned server is enough to look at its shop', { timeout: 240_000 }, async () => {
  const admin = new URL(await freshDatabaseUrl('products'));
  admin.pathname = '/postgres';
  const databases = eachRoom((room) => roomUrl(admin.toString(), room, 'a password of tests'));
  try {
    await provision(admin.toString(), databases, false);
    const early = await run('doctor', { DATABASE_URL: admin.toString() });
    expect([early.code, early.stderr]).toEqual([1, expect.stringContaining('has not the tables of this version')]);
    await migrateAll(databases);
    const [examined, told] = await Promise.all(['doctor', 'status'].map((command) => run(command, { DATABASE_URL: admin.toString() })));
    expect(examined).toMatchObject({ code: 0, stdout: expect.stringMatching(/\n0 violations\n$/) });
    saysEachRoom(told?.stdout ?? '');
  } finally {
    await dropRooms(admin.toString(), rooms);
  }
  expect(existsSync(join(dataDir, 'postgres'))).toBe(false);
});

test('without any of it the way out is named', async () => {
  const { code, stderr } = await run('doctor', {});
  expect([code, stderr]).toEqual([1, expect.stringMatching(/nothing was ever started on [^\n]+DATABASE_URL[^\n]+\n$/)]);
  expect(existsSync(join(dataDir, 'postgres'))).toBe(false);
});
