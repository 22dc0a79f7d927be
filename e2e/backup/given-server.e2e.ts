import { appendFileSync, cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { backUpGiven, findGivenShop } from '@cartograph/stack/backup/back-up-given';
import { readManifest, writeManifest } from '@cartograph/stack/backup/manifest';
import { examinePersistent } from '@cartograph/stack/doctor/persistent';
import { startStack } from '@cartograph/stack/start-stack';
import { expect, onTestFinished, test } from 'vitest';
import { makeDataFolder, removeDataFolder } from '../support/data-folder.ts';
import { type Answer, placeOrder, purchase, readOrder } from '../support/place-order.ts';
import { runCommand as start } from '../support/programs.ts';
import { type OneServer, startServer } from '../support/two-servers.ts';
import { until } from '../support/until.ts';
import { runCommand } from './run-command.ts';

function folder(): string {
  const made = makeDataFolder();
  onTestFinished(() => removeDataFolder(made));
  return made;
}

async function openShop(dataDir: string, { url }: OneServer) {
  const shop = await startStack({ dataDir, databaseUrl: url, seed: 'demo', purpose: 'a test' });
  onTestFinished(() => shop.stop());
  return shop;
}

const fromTop = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const preflight = fromTop('kit/preflight.js');
const programOf = (script: string): string => fromTop(`stack/src/${script}.ts`);

type Placed = Extract<Answer, { kind: 'OrderPlaced' }>;
const basket = (key: string) => purchase(key, [{ sku: 'MUG-CLASSIC', quantity: 1 }], { email: `${key}@example.com` });

/** Four people who buy until `stop`, and what they were told: what is neither an order nor a wait for one is a refusal. */
function startCrowd(url: string, name: string) {
  const placed = new Map<string, Placed>();
  const refused: string[] = [];
  let over = false;
  const crowd = Promise.all(
    Array.from({ length: 4 }, async (_, buyer) => {
      for (let count = 0; !over; count += 1) {
        const key = `${name}-${buyer}-${count}`;
        const answer = await placeOrder(url, basket(key)).catch((error: unknown) => String(error));
        if (typeof answer !== 'string' && answer.kind === 'OrderPlaced') placed.set(key, answer);
        else if (typeof answer === 'string' || answer.kind !== 'OrderPending') refused.push(JSON.stringify(answer));
      }
    }),
  );
  return {
    placed,
    refused,
    more: async (): Promise<void> => {
      const size = placed.size + 10;
      await until(
        () => Promise.resolve(placed.size),
        (now) => now >= size,
        120_000,
      );
    },
    stop: async (): Promise<void> => {
      over = true;
      await crowd;
    },
  };
}

test('a shop on a given server is backed up while people buy, and is the same shop on another server: every order of before, none twice', async () => {
  const [one, two] = [await startServer(), await startServer()];
  const [dataDir, backups, elsewhere] = [folder(), folder(), join(folder(), 'shop')];
  const shop = await openShop(dataDir, one);
  // What somebody else keeps beside a room's tables is no part of the shop, and keeps nobody from having it back.
  const aside = 'create table notes (line text); create table more_notes (line text); alter table more_notes owner to cartograph_payments';
  await one.rows(aside, 'cartograph_payments');
  const crowd = startCrowd(shop.url, 'given');
  await crowd.more();
  const before = new Map(crowd.placed);
  const backup = join(backups, 'first');
  const made = await runCommand('backup', [backup], { DATA_DIR: dataDir, DATABASE_URL: one.url });
  expect(made).toMatchObject({
    code: 0,
    output: expect.stringMatching(/^writes were held for \d+ ms.*\n[^]*^backup .* files, /m) as string,
  });
  console.log(made.output);
  await crowd.more();
  await crowd.stop();
  expect(crowd.refused).toEqual([]);
  expect(readdirSync(backups)).toEqual(['first']);

  const restore = (from: string, target: string, server: OneServer) =>
    runCommand('restore', [from], { DATA_DIR: target, DATABASE_URL: server.url });
  const refused = (sentence: RegExp) => ({ code: 1, output: expect.stringMatching(sentence) as string });
  // A shop is never written over, and half a backup makes none.
  expect(await restore(backup, join(folder(), 'shop'), one)).toMatchObject(refused(/^DATABASE_URL: cartograph_\w+ at .* is not empty/m));
  const copy = join(backups, 'damaged');
  cpSync(backup, copy, { recursive: true });
  appendFileSync(join(copy, 'tables/payments/public.payments.copy'), ' ');
  expect(await restore(copy, elsewhere, two)).toMatchObject(refused(/is damaged: tables\/payments\/public\.payments\.copy/));
  const roomsOn = (server: OneServer) => server.rows(`select from pg_database where datname like 'cartograph%'`);
  expect([existsSync(elsewhere), await roomsOn(two)]).toEqual([false, []]);
  expect(await runCommand('restore', [backup], { DATA_DIR: elsewhere })).toMatchObject(
    refused(/is of a server of its own: set DATABASE_URL/),
  );

  // What ends in the middle takes back what it made: here a database of somebody else's, in which a room may not make tables.
  await two.rows('create database cartograph_orders');
  expect(await restore(backup, elsewhere, two)).toMatchObject(
    refused(/^orders: the server refused what the backup has: permission denied/m),
  );
  expect([readdirSync(elsewhere), (await roomsOn(two)).length]).toEqual([[], 1]);
  await two.rows('drop database cartograph_orders');

  const restored = await restore(backup, elsewhere, two);
  expect(restored).toMatchObject({
    code: 0,
    output: expect.stringMatching(/left out: tables\/payments\/public.more_notes.copy\n[^]*order numbers go on after C-\d+/) as string,
  });
  const again = await openShop(elsewhere, two);
  for (const [key, { id, number, accessToken, total }] of before) {
    expect(await placeOrder(again.url, basket(key))).toMatchObject({ kind: 'OrderPlaced', id, number, total, replayed: true });
    expect(await readOrder(again.url, id, accessToken)).toMatchObject({ number });
  }
  const told = new Set([...crowd.placed.values()].map(({ number }) => number));
  for (let count = 0; count < 5; count += 1) {
    const answer = await placeOrder(again.url, basket(`restored-${count}`));
    expect(answer.kind).toBe('OrderPlaced');
    if (answer.kind === 'OrderPlaced') expect(told).not.toContain(answer.number);
  }
  expect((await examinePersistent(again.databases, true)).violations).toEqual([]);
});

test('snapshots of several moments make a shop that the doctor finds ill: the barrier is what makes them one', async () => {
  const [one, two] = [await startServer(), await startServer()];
  const [dataDir, backups, elsewhere] = [folder(), folder(), join(folder(), 'shop')];
  const shop = await openShop(dataDir, one);
  const crowd = startCrowd(shop.url, 'torn');
  await crowd.more();
  const given = findGivenShop(dataDir, one.url, {});
  if (!given) throw new Error('there is a server');
  const backup = join(backups, 'torn');
  await backUpGiven(given, { target: backup, withoutBarrier: true, betweenMs: 1_000 });
  await crowd.stop();
  expect(await runCommand('restore', [backup], { DATA_DIR: elsewhere, DATABASE_URL: two.url })).toMatchObject({ code: 0 });
  const again = await openShop(elsewhere, two);
  expect((await examinePersistent(again.databases, true)).violations.length).toBeGreaterThan(0);
});

test('a backup that is killed while it holds the writers lets them go at once, and leaves nothing that could be taken for one', async () => {
  const one = await startServer();
  const [dataDir, backups] = [folder(), folder()];
  const shop = await openShop(dataDir, one);
  // Somebody who does not end keeps the barrier from closing: it holds the other rooms, lets go, and tries again.
  const slow = await one.hold('begin; lock table payments in row exclusive mode', 'cartograph_payments');
  const backup = join(backups, 'killed');
  const saving = start(process.execPath, ['--import', preflight, programOf('backup'), backup], {
    DATA_DIR: dataDir,
    DATABASE_URL: one.url,
  });
  const held = () =>
    one.rows(
      `select from pg_locks join pg_stat_activity using (pid) where application_name = 'backup barrier' and mode = 'ShareLock' and granted`,
    );
  await until(held, (locks) => locks.length > 0);
  saving.kill('SIGKILL');
  expect(await saving.ended).toBe('SIGKILL');
  await until(held, (locks) => locks.length === 0);
  expect(await placeOrder(shop.url, basket('after-the-kill'))).toMatchObject({ kind: 'OrderPlaced' });
  expect(readdirSync(backups)).toEqual(['killed.part']);
  expect(await runCommand('restore', [`${backup}.part`], { DATA_DIR: join(folder(), 'shop'), DATABASE_URL: one.url })).toMatchObject({
    code: 1,
    output: expect.stringContaining('was never finished') as string,
  });
  await slow();
  expect(await runCommand('backup', [backup], { DATA_DIR: dataDir, DATABASE_URL: one.url })).toMatchObject({ code: 0 });
  expect(readdirSync(backups)).toEqual(['killed']);
});

test('a shop of containers is saved with the secrets that its environment names, and no data folder owns what is restored', async () => {
  const [one, two] = [await startServer(), await startServer()];
  const [dataDir, backups, elsewhere] = [folder(), folder(), join(folder(), 'shop')];
  const shop = await startStack({ dataDir, databaseUrl: one.url, purpose: 'a test' });
  await shop.stop();
  const backup = join(backups, 'containers');
  const env = { DATA_DIR: join(folder(), 'none'), DATABASE_URL: one.url };
  expect(await runCommand('backup', [backup], env)).toMatchObject({
    code: 1,
    output: expect.stringMatching(/^CALLER_SECRET: set it/) as string,
  });
  const secrets = { CALLER_SECRET: 'the secret of these containers', ACCESS_TOKEN_SECRET: 'behind guests’ links alone' };
  expect(await runCommand('backup', [backup], { ...env, ...secrets })).toMatchObject({ code: 0 });

  const newer = join(backups, 'newer');
  cpSync(backup, newer, { recursive: true });
  const manifest = readManifest(newer);
  if (manifest.format !== 2) throw new Error('it is one of tables');
  const { orders } = manifest.rooms;
  if (!orders) throw new Error('it has orders');
  writeManifest(newer, { ...manifest, rooms: { ...manifest.rooms, orders: { ...orders, lastMigration: orders.lastMigration + 60_000 } } });
  expect(await runCommand('restore', [newer], { DATA_DIR: elsewhere, DATABASE_URL: two.url })).toMatchObject({
    code: 1,
    output: expect.stringMatching(/was made by a version that this one does not know: orders had a migration of 20/) as string,
  });

  expect(await runCommand('restore', [backup], { DATA_DIR: elsewhere, DATABASE_URL: two.url })).toMatchObject({ code: 0 });
  expect(JSON.parse(readFileSync(join(elsewhere, 'secrets.json'), 'utf8'))).toMatchObject({
    caller: secrets.CALLER_SECRET,
    accessToken: secrets.ACCESS_TOKEN_SECRET,
  });
  expect(await two.rows(`select shobj_description(oid, 'pg_authid') as owner from pg_roles where rolname = 'cartograph_orders'`)).toEqual([
    { owner: null },
  ]);
});

test('a restore that is killed is no shop: nothing starts on it, and a reset takes back what it made', async () => {
  const [one, two] = [await startServer(), await startServer()];
  const [dataDir, backups, elsewhere] = [folder(), folder(), join(folder(), 'shop')];
  const shop = await startStack({ dataDir, databaseUrl: one.url, purpose: 'a test' });
  await shop.stop();
  const backup = join(backups, 'whole');
  expect(await runCommand('backup', [backup], { DATA_DIR: dataDir, DATABASE_URL: one.url })).toMatchObject({ code: 0 });
  const env = { DATA_DIR: elsewhere, DATABASE_URL: two.url };
  const restoring = start(process.execPath, ['--import', preflight, programOf('restore'), backup], env);
  await until(
    () => Promise.resolve(restoring.stdout()),
    (said) => said.includes('inventory:'),
  );
  restoring.kill('SIGKILL');
  expect(await restoring.ended).toBe('SIGKILL');
  await expect(startStack({ dataDir: elsewhere, databaseUrl: two.url, purpose: 'a test' })).rejects.toThrow('DATA_DIR');
  expect(await runCommand('restore', [backup], env)).toMatchObject({
    code: 1,
    output: expect.stringContaining('npm run reset -- --databases') as string,
  });
  expect(await runCommand('reset', ['--databases'], env)).toMatchObject({ code: 0 });
  expect(await two.rows(`select from pg_database where datname like 'cartograph%'`)).toEqual([]);
  expect(await runCommand('restore', [backup], env)).toMatchObject({ code: 0 });
  const again = await startStack({ dataDir: elsewhere, databaseUrl: two.url, purpose: 'a test' });
  await again.stop();
});
