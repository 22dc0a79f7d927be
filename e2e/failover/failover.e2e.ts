import { isDatabaseOutage, openDatabase } from '@cartograph/kit/db';
import { silentLog } from '@cartograph/kit/log';
import { startSilentProxy } from '@cartograph/kit/testing/silent-proxy';
import { examine } from '@cartograph/stack/doctor/examine';
import { startStack } from '@cartograph/stack/start-stack';
import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { makeDataFolder, removeDataFolder } from '../support/data-folder.ts';
import { fillShelves } from '../support/shop-processes.ts';
import { holdBack, type OneServer, startServer, startStandby, waitForBoth } from '../support/two-servers.ts';
import { until } from '../support/until.ts';
import { compareWithBooks, startBuyers, type Told } from './buyers.ts';

/** A shop at an address that leads to the primary, people who buy in it, and a standby. */
async function openShop(synchronous: boolean) {
  const primary = await startServer();
  const address = await startSilentProxy(primary.url);
  onTestFinished(() => address.stop());
  const dataDir = makeDataFolder();
  onTestFinished(() => removeDataFolder(dataDir));
  const shop = await startStack({ dataDir, databaseUrl: address.url, purpose: 'a test' });
  onTestFinished(() => shop.stop());
  await fillShelves(shop.rooms, 100_000);
  const buyers = startBuyers(shop.url);
  onTestFinished(() => buyers.stop().catch(() => undefined));
  const standby = await startStandby(primary);
  await (synchronous ? waitForBoth(primary) : holdBack(standby));
  /** So many orders more are told, which takes seconds; after a failover as well. */
  const more = async (count: number): Promise<number[]> => {
    const since = performance.now();
    const after = (): number[] => buyers.told.filter(({ at }) => at > since).map(({ at }) => at - since);
    return until(
      () => Promise.resolve(after()),
      (orders) => orders.length >= count,
      90_000,
    );
  };
  await more(8);
  return { shop, primary, standby, address, buyers, more };
}

const booksOf = (server: OneServer): Promise<Told[]> => server.rows<Told>('select id, email, number from orders', 'cartograph_orders');

/** All that buyers were told is there once, and the shop is whole. */
async function findEverything({ shop, standby, buyers }: Awaited<ReturnType<typeof openShop>>): Promise<void> {
  await buyers.stop();
  expect(compareWithBooks(buyers.told, await booksOf(standby))).toEqual([]);
  await until(
    async () => (await examine(shop.databases)).violations,
    (violations) => violations.length === 0,
    60_000,
  );
}

test('the server dies and its standby takes over: every order that a buyer was told of is there once, and the shop sells on', async () => {
  const all = await openShop(true);
  const { primary, standby, address, more } = all;
  primary.signal('SIGKILL');
  // Before it may be written to: whoever comes then is not turned away for good.
  address.lead(standby.url);
  await standby.promote();
  const [first] = await more(8);
  console.log(`the first order was told ${Math.round(first ?? 0)} ms after the promotion`);
  await findEverything(all);
});

test('the server falls silent, is fenced, and its standby takes over: the shop leaves the old one by itself and sells on', async () => {
  const all = await openShop(true);
  const { primary, standby, address, more } = all;
  primary.signal('SIGSTOP');
  expect(address.silence()).toBeGreaterThan(0);
  address.lead(standby.url);
  await standby.promote();
  const [first] = await more(8);
  console.log(`the first order was told ${Math.round(first ?? 0)} ms after the promotion`);
  // Nothing of the shop's waits for the old one or writes to it any more; what it shows when it wakes up is what the new one has, too.
  await until(
    () => Promise.resolve(address.unleft()),
    (left) => left === 0,
    60_000,
  );
  primary.signal('SIGCONT');
  const old = await booksOf(primary);
  await findEverything(all);
  expect(old.length).toBeGreaterThan(0);
  expect(compareWithBooks(old, await booksOf(standby))).toEqual([]);
});

test('a standby that is waited for by nobody and was behind lacks orders, and these books show it', async () => {
  const { primary, standby, buyers } = await openShop(false);
  await buyers.stop();
  primary.signal('SIGKILL');
  await standby.promote();
  expect(compareWithBooks(buyers.told, await booksOf(standby)).join('\n')).toContain('was told to its buyer and is lost');
});

test('a commit whose wait for the standby somebody cancels is not taken for one: nothing is told that the standby does not have', async () => {
  const primary = await startServer();
  await primary.rows('create table answered (id text)');
  await primary.rows("alter system set synchronous_standby_names = 'away'");
  await primary.rows('select pg_reload_conf()');
  const db = openDatabase({ url: primary.url, log: silentLog(), max: 1 });
  const plain = new pg.Client({ connectionString: primary.url });
  await plain.connect();
  onTestFinished(() => Promise.all([db.close(), plain.end()]).then(() => undefined));
  const write = `insert into answered values ('an order')`;
  const answers = [
    db.query({ text: write }),
    db.transaction((tx) => tx.query({ text: write })),
    // What a driver says that is not told of it.
    plain.query(write),
  ].map((answer) =>
    answer.then(
      () => 'answered',
      (error: unknown) => (isDatabaseOutage(error) ? 'unknown' : String(error)),
    ),
  );
  let over = false;
  const told = Promise.all(answers).finally(() => (over = true));
  while (!over) await primary.rows(`select pg_cancel_backend(pid) from pg_stat_activity where wait_event = 'SyncRep'`);
  expect(await told).toEqual(['unknown', 'unknown', 'answered']);
});
