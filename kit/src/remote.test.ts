import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { createRemoteCall, RemoteUnavailable } from './remote.ts';

/** A room that answers after as many milliseconds as the call's variables say. */
async function startRoom() {
  const open = new Set<Socket>();
  const mute = new WeakSet<Socket>();
  const received: { afterMs: number }[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { variables } = JSON.parse(await text(request)) as { variables: { afterMs: number } };
    received.push(variables);
    await sleep(variables.afterMs);
    if (!mute.has(request.socket)) response.end('{"data":{"done":true}}');
  };
  const server = createServer((request, response) => void answer(request, response));
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    connections: () => open.size,
    /** From now on nothing comes back on the connections that are open, and nobody is told. */
    muteConnections: () => open.forEach((socket) => mute.add(socket)),
  };
}

const callTo = (url: string) => {
  const remote = createRemoteCall({ url, subgraph: 'inventory', caller: 'orders', secret: 'a secret between the rooms' });
  return (afterMs: number, deadlineMs: number) => remote<{ done: boolean }>('query ($afterMs: Int) { done }', { afterMs }, deadlineMs);
};
/** The connection of an answer is free a moment after it. */
const aMoment = () => sleep(20);

test('a connection is kept for the next call', async () => {
  const { url, connections } = await startRoom();
  const call = callTo(url);
  for (let turn = 0; turn < 3; turn += 1) {
    expect(await call(0, 5_000)).toEqual({ done: true });
    await aMoment();
  }
  expect(connections()).toBe(1);
});

test('connections that died without a word cost one deadline, however many there are', async () => {
  const { url, connections, muteConnections } = await startRoom();
  const call = callTo(url);
  await Promise.all(Array.from({ length: 4 }, () => call(50, 5_000)));
  await aMoment();
  expect(connections()).toBe(4);
  muteConnections();
  await expect(call(0, 200)).rejects.toThrow(RemoteUnavailable);
  expect(await call(0, 5_000)).toEqual({ done: true });
});

test('a call that is under way when another one meets its deadline still gets its answer', async () => {
  const call = callTo((await startRoom()).url);
  const slow = call(400, 5_000);
  await expect(call(5_000, 50)).rejects.toThrow(RemoteUnavailable);
  expect(await slow).toEqual({ done: true });
});

test('a room that is not there is unavailable', async () => {
  await expect(callTo('http://127.0.0.1:1')(0, 5_000)).rejects.toThrow(/^inventory: .*ECONNREFUSED/);
});

test('minor units leave as text', async () => {
  const { url, received } = await startRoom();
  const remote = createRemoteCall({ url, subgraph: 'inventory', caller: 'orders', secret: 'a secret between the rooms' });
  await remote('query ($afterMs: Int, $worthMinor: MinorUnits) { done }', { afterMs: 0, worthMinor: 9_007_199_254_740_993n });
  expect(received).toEqual([{ afterMs: 0, worthMinor: '9007199254740993' }]);
});
