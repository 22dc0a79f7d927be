import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { holdPort } from './hold-port.ts';

async function listenOn(port: number): Promise<string> {
  const server = createServer().listen(port, '127.0.0.1');
  onTestFinished(() => void server.close());
  return once(server, 'listening').then(
    () => 'listens',
    (error: NodeJS.ErrnoException) => String(error.code),
  );
}

test('a port that was chosen for a shop is nobody else’s while the shop opens, and its own then', async () => {
  const { port, release } = await holdPort('127.0.0.1', 0);
  expect(await listenOn(port)).toBe('EADDRINUSE');
  await release();
  expect(await listenOn(port)).toBe('listens');
  await release();
});

test('a port that was asked for is free again at once: until the shop is open nobody answers there', async () => {
  const chosen = await holdPort('127.0.0.1', 0);
  await chosen.release();
  const { port } = await holdPort('127.0.0.1', chosen.port);
  expect(port).toBe(chosen.port);
  expect(await listenOn(port)).toBe('listens');
});

test('a port that somebody has is refused in a sentence', async () => {
  const { port, release } = await holdPort('127.0.0.1', 0);
  await expect(holdPort('127.0.0.1', port)).rejects.toThrow(`PORT: ${port} is already taken on 127.0.0.1; choose another.`);
  await release();
});
