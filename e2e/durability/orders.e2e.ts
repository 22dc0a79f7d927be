import { startStack } from '@cartograph/stack/start-stack';
import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { makeDataFolder, removeDataFolder } from '../support/data-folder.ts';
import { placeOrder, purchase } from '../support/place-order.ts';
import { openCrashingServer, switches } from './crashing-server.ts';

const buyers = 6;
const each = 5;

test('an order’s number that was told is the order’s for good, on a server where commits are not waited for by role, database and itself', async () => {
  const server = await openCrashingServer();
  const dataDir = makeDataFolder();
  onTestFinished(() => removeDataFolder(dataDir));
  const open = () => startStack({ dataDir, databaseUrl: server.url, seed: 'demo', purpose: 'a test' });
  const first = await open();
  for (const room of Object.keys(first.databases))
    for (const [, statements] of switches) await server.run(...statements(`cartograph_${room}`, `cartograph_${room}`));
  // Pools that were opened before keep what they began with; the next ones begin after.
  await first.stop();
  const shop = await open();
  onTestFinished(() => shop.stop());
  await server.run('create table unasked (id int)');
  const told = new Map<string, string>();
  await Promise.all(
    Array.from({ length: buyers }, async (_, buyer) => {
      for (let count = 0; count < each; count += 1) {
        const answer = await placeOrder(
          shop.url,
          purchase(`durable-${buyer}-${count}`, [{ sku: 'MUG-CLASSIC', quantity: 1 }], { email: `b${buyer}@example.com` }),
        );
        if (answer.kind === 'OrderPlaced') told.set(answer.id, answer.number);
      }
    }),
  );
  await server.crash();
  expect(told.size).toBe(buyers * each);
  const client = new pg.Client({ connectionString: shop.databases.orders });
  await client.connect();
  const { rows } = await client.query<{ id: string; number: string }>('select id, number from orders where id = any($1)', [
    [...told.keys()],
  ]);
  await client.end();
  expect(new Map(rows.map(({ id, number }) => [id, number]))).toEqual(told);
});
