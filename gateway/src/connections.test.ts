import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import type { ConnectionBounds } from '#http/connections';
import { startSmallGateway } from '#testing/start';

async function start(bounds: Partial<ConnectionBounds> = {}) {
  const started = await startSmallGateway({ bounds });
  onTestFinished(() => started.gateway.stop());
  return started;
}

function open(url: string): { socket: Socket; text: () => string; closed: Promise<void> } {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  let text = '';
  socket.setEncoding('utf8').on('data', (part: string) => (text += part));
  socket.on('error', () => undefined);
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  onTestFinished(() => void socket.destroy());
  return { socket, text: () => text, closed };
}

const posted = (query: string): string => {
  const body = JSON.stringify({ query });
  return `POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
};

const slow = 'mutation { order(sku: "A", ms: 300) }';

test('of the requests that one connection sends at once a few are handled side by side, and all are answered in turn', async () => {
  const { gateway, shop } = await start();
  const { socket, text } = open(gateway.url);
  socket.write(posted(slow).repeat(12));
  let most = 0;
  const answered = (): number => {
    most = Math.max(most, shop.calls.products - shop.orders.length);
    return text().split('HTTP/1.1 200').length - 1;
  };
  await expect.poll(answered, { interval: 5 }).toBe(12);
  expect(most).toBeLessThanOrEqual(4);
  expect(shop.orders).toHaveLength(12);
});

test('without a share one connection has as much of the server as it asks for', async () => {
  const { gateway, shop } = await start({ atOnce: Number.POSITIVE_INFINITY });
  const { socket } = open(gateway.url);
  socket.write(posted('mutation { order(sku: "A", ms: 5000) }').repeat(12));
  await expect.poll(() => shop.calls.products).toBe(12);
});

test('a connection with more waiting than is remembered is closed, and what had waited is not begun', async () => {
  const { gateway, shop } = await start({ waiting: 20 });
  const { socket, closed } = open(gateway.url);
  socket.write(posted(slow).repeat(60));
  await closed;
  await sleep(400);
  expect(shop.calls.products).toBeLessThanOrEqual(4);
});

test('when all connections are taken the idlest gives way, be it silent or in the middle of its request, and whoever comes is served', async () => {
  const { gateway, ask } = await start({ connections: 20 });
  const silent = Array.from({ length: 30 }, () => open(gateway.url));
  const dripping = Array.from({ length: 30 }, () => open(gateway.url));
  for (const { socket } of dripping)
    socket.write('POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-length: 100\r\ncontent-type: application/json\r\n\r\n{');
  await Promise.all(silent.map(({ closed }) => closed));
  expect((await ask('{ whoAmI }')).data).toEqual({ whoAmI: 'guest' });
  // Those that came last are still there: only as many were closed as was needed.
  expect(dripping.filter(({ socket }) => !socket.closed).length).toBeGreaterThan(10);
});

test('without a cap all connections stay open, however many there are', async () => {
  const { gateway, ask } = await start({ connections: Number.POSITIVE_INFINITY });
  const silent = Array.from({ length: 60 }, () => open(gateway.url));
  for (const { socket } of silent) if (socket.connecting) await new Promise((resolve) => socket.once('connect', resolve));
  expect((await ask('{ whoAmI }')).data).toEqual({ whoAmI: 'guest' });
  expect(silent.filter(({ socket }) => socket.closed)).toEqual([]);
});

test('a connection whose request is being answered gives way to nobody', async () => {
  const { gateway } = await start({ connections: 3 });
  const working = open(gateway.url);
  working.socket.write(posted('mutation { order(sku: "A", ms: 600) }'));
  await expect.poll(() => working.socket.bytesWritten).toBeGreaterThan(0);
  await sleep(200);
  for (let come = 0; come < 20; come += 1) open(gateway.url);
  await expect.poll(working.text).toContain('"order":"A"');
});
