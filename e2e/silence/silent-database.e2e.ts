import { setTimeout as sleep } from 'node:timers/promises';
import { examine } from '@cartograph/stack/doctor/examine';
import { rooms } from '@cartograph/stack/rooms';
import { expect, onTestFinished, test } from 'vitest';
import { placeOrder, purchase } from '../support/place-order.ts';
import { until } from '../support/until.ts';
import { openOneProcess } from './open-one-process.ts';
import { openManyProcesses, type SilentShop } from './silent-shop.ts';

/** Four buyers who order again and again; when each order was placed. */
function keepBuying(url: string) {
  const placedAt: number[] = [];
  let open = true;
  const buyer = async (name: number): Promise<void> => {
    for (let turn = 0; open; turn += 1) {
      const order = purchase(`silent ${name} ${turn}`, [{ sku: 'MUG', quantity: 1 }], { email: 'guest@example.com', waitMs: 1_000 });
      // With the same key until there is an order: that is what a client does that is not answered.
      for (let told = ''; open && told !== 'OrderPlaced'; ) {
        const answer = await placeOrder(url, order, { signal: AbortSignal.timeout(10_000) }).catch(() => undefined);
        told = answer?.kind ?? '';
        if (told === 'OrderPlaced') placedAt.push(performance.now());
        else await sleep(200);
        if (told === 'OrderRejected') return;
      }
      await sleep(500);
    }
  };
  const buyers = Promise.all([1, 2, 3, 4].map(buyer));
  return {
    placedAt,
    stop: async () => {
      open = false;
      await buyers;
    },
  };
}

const askReady = async (url: string): Promise<{ status: number; text: string }> => {
  const answer = await fetch(`${url}/health/ready`);
  return { status: answer.status, text: await answer.text() };
};

test.each<[string, () => Promise<SilentShop>]>([
  ['one process', openOneProcess],
  ['a process a room', openManyProcesses],
])('%s: all connections to the databases fall silent, ready says so, and placing goes on without a restart', async (shape, open) => {
  const shop = await open();
  onTestFinished(() => shop.close());
  const buying = keepBuying(shop.url);
  onTestFinished(() => buying.stop());
  await until(
    () => Promise.resolve(buying.placedAt.length),
    (placed) => placed > 8,
  );
  const silenced = rooms.map((room) => shop.proxies[room].silence());
  expect(Math.min(...silenced)).toBeGreaterThan(0);
  const since = performance.now();
  const told = await until(
    () => askReady(shop.url),
    ({ status }) => status === 503,
  );
  expect(told.text).toContain('its database does not answer');
  const on = await until(
    () => Promise.resolve(buying.placedAt.filter((at) => at > since + 1_000)),
    (later) => later.length > 8,
    90_000,
  );
  console.log(
    `${shape}: the first order was placed ${Math.round((on[0] ?? 0) - since)} ms after the silence, the ninth ${Math.round((on[8] ?? 0) - since)} ms`,
  );
  await until(
    () => askReady(shop.url),
    ({ status }) => status === 200,
  );
  await buying.stop();
  await until(
    async () => (await examine(shop.databases)).violations,
    (violations) => violations.length === 0,
    60_000,
  );
});
