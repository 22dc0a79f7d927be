import { setTimeout as sleep } from 'node:timers/promises';
import { examinePersistent } from '@cartograph/stack/doctor/persistent';
import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { openDemoShop } from '../support/demo-shop.ts';
import { type Answer, placeOrder, purchase } from '../support/place-order.ts';
import { until } from '../support/until.ts';
import { untilFinished } from './unfinished.ts';

const buyers = 24;
const crashes = 20;
const rooms = ['inventory', 'customers', 'pricing', 'orders', 'payments'];

// One backend that dies takes all others along: PostgreSQL recovers within a moment, without what was answered and not yet on the
// disk, while the rooms live on with those answers in their memory. Killing everything at once never shows this.
test('whatever a crash of PostgreSQL takes back, no order is built on it by a process that outlived it', async () => {
  const shop = await openDemoShop();
  onTestFinished(() => shop.close());
  const { databases } = shop.stack();
  const tokens = [await shop.tokenOf('ada'), await shop.tokenOf('grace')];
  const placed = new Set<string>();
  const lives = new Set<string>();
  let over = false;
  const crowd = Promise.all(
    Array.from({ length: buyers }, (_, buyer) => buyUntil(shop.url(), buyer, tokens[buyer % 4], placed, () => over)),
  );
  for (let count = 0; count < crashes; count += 1) {
    const before = placed.size;
    await until(
      async () => placed.size,
      (size) => size > before + (count % 3),
      60_000,
    );
    await sleep((count % 7) * 10);
    lives.add(
      await until(
        () => lifeOf(databases.orders),
        (life) => life !== '' && !lives.has(life),
        30_000,
      ),
    );
    await killBackend(databases[rooms[count % rooms.length] as keyof typeof databases]);
  }
  over = true;
  await crowd;
  const settled = await untilFinished(databases.orders);
  console.log(`${crashes} crashes of PostgreSQL, ${placed.size} orders placed, all settled after ${settled.ms} ms`);

  expect(settled.unfinished).toEqual([]);
  expect((await examinePersistent(databases, true)).violations).toEqual([]);
  const client = await connect(databases.orders);
  const { rows } = await client.query<{ id: string }>('select id from orders where id = any($1)', [[...placed]]);
  await client.end();
  expect(rows).toHaveLength(placed.size);
}, 600_000);

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** The token of the server's life, which each crash takes away and the next drive draws anew; empty in between. */
async function lifeOf(url: string): Promise<string> {
  const client = await connect(url).catch(() => undefined);
  const found = await client?.query<{ token: string }>('select token from server_life').catch(() => undefined);
  await client?.end().catch(() => undefined);
  return found?.rows[0]?.token ?? '';
}

/** kill -9 of a connection of one room, as soon as the server has recovered from the crash before. */
async function killBackend(url: string): Promise<void> {
  const client = await until(
    () => connect(url).catch(() => undefined),
    (connected) => connected !== undefined,
    30_000,
  );
  if (!client) return;
  const { rows: backends } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  process.kill(backends[0]?.pid ?? Number.NaN, 'SIGKILL');
  await client.end().catch(() => undefined);
}

/** Buys with points or as a guest; what is answered with an error is asked again with its key. */
async function buyUntil(url: string, buyer: number, token: string | undefined, placed: Set<string>, over: () => boolean): Promise<void> {
  const who = token === undefined ? { email: `buyer-${buyer}@example.com` } : { redeemPoints: 1 };
  for (let count = 0; !over(); count += 1) {
    const input = purchase(`crash-${buyer}-${count}`, [{ sku: count % 2 === 0 ? 'MUG-CLASSIC' : 'TEA-DARJEELING', quantity: 1 }], who);
    const answer = await untilFinal(() => placeOrder(url, input, { token }));
    if (answer.kind === 'OrderPlaced') placed.add(answer.id);
  }
}

async function untilFinal(ask: () => Promise<Answer>): Promise<Answer> {
  for (const until = Date.now() + 60_000; Date.now() < until; ) {
    const answer = await ask().catch(() => undefined);
    if (answer?.kind === 'OrderPlaced' || answer?.kind === 'OrderRejected') return answer;
    await sleep(50);
  }
  throw new Error('no final answer within a minute');
}
