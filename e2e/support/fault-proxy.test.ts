import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { startFaultProxy } from './fault-proxy.ts';
import { until } from './until.ts';

/** A server that answers each line with "done <line>", after it has noted it: what it noted was executed. */
async function startEcho() {
  const noted: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    socket.on('data', (line: Buffer) => {
      noted.push(line.toString());
      socket.write(`done ${line.toString()}`);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { noted, sockets, host: '127.0.0.1', port: (server.address() as AddressInfo).port };
}

async function startBehindProxy(seed?: number) {
  const echo = await startEcho();
  const proxy = await startFaultProxy(echo, seed === undefined ? {} : { seed });
  onTestFinished(() => proxy.stop());
  return { ...echo, proxy };
}

/** What comes next on the connection: the answer, or how it ends, or silence. */
const heard = (socket: Socket, ms = 150): Promise<string> =>
  new Promise((done) => {
    setTimeout(done, ms, 'silence');
    socket.once('data', (answer: Buffer) => done(answer.toString()));
    socket.once('error', ({ code }: NodeJS.ErrnoException) => done(String(code)));
    socket.once('end', () => done('end'));
  });

const dial = (port: number): Socket => {
  const socket = connect(port, '127.0.0.1').setNoDelay();
  onTestFinished(() => void socket.destroy());
  return socket.on('error', () => undefined);
};

const say = (socket: Socket, line: string, ms?: number): Promise<string> => {
  const answer = heard(socket, ms);
  socket.write(line);
  return answer;
};

test('without a fault every message arrives, and both sides learn of the end', async () => {
  const { proxy, noted, sockets } = await startBehindProxy();
  const socket = dial(proxy.port);
  expect(await say(socket, 'one')).toBe('done one');
  expect(await say(socket, 'two')).toBe('done two');
  expect(noted).toEqual(['one', 'two']);
  expect(proxy.hits()).toBe(0);
  const end = heard(socket);
  socket.end();
  expect(await end).toBe('end');
  await until(
    () => Promise.resolve(sockets.size),
    (left) => left === 0,
  );
});

test('latency delays request and reply, in order, and ends when it is lifted', async () => {
  const { proxy, noted } = await startBehindProxy();
  const socket = dial(proxy.port);
  await say(socket, 'warm');
  const roundTrip = async (): Promise<number> => {
    const since = performance.now();
    await say(socket, 'x', 2_000);
    return performance.now() - since;
  };
  await proxy.set({ latencyMs: 40 });
  expect(await roundTrip()).toBeGreaterThanOrEqual(79);
  const answer = heard(socket, 2_000);
  socket.write('a');
  await sleep(15);
  socket.write('b');
  await answer;
  await until(
    () => Promise.resolve(noted.join('')),
    (all) => all === 'warmxab',
  );
  await proxy.set({});
  // One of them at least meets no pause of this machine.
  await until(roundTrip, (ms) => ms < 60);
});

test('reset: open connections end at once, and a request is lost', async () => {
  const { proxy, noted } = await startBehindProxy();
  const idle = dial(proxy.port);
  await say(idle, 'one');
  const ended = heard(idle);
  await proxy.set({ kind: 'reset' });
  expect(await ended).toBe('ECONNRESET');
  expect(await say(dial(proxy.port), 'two')).toBe('ECONNRESET');
  expect(noted).toEqual(['one']);
  await proxy.set({});
  expect(await say(dial(proxy.port), 'three')).toBe('done three');
});

test('refuse: nobody listens until it is lifted', async () => {
  const { proxy, noted } = await startBehindProxy();
  const open = dial(proxy.port);
  await say(open, 'one');
  const ended = heard(open);
  await proxy.set({ kind: 'refuse' });
  expect(await ended).toBe('ECONNRESET');
  expect(await say(dial(proxy.port), 'two')).toBe('ECONNREFUSED');
  await proxy.set({});
  expect(await say(dial(proxy.port), 'three')).toBe('done three');
  expect(noted).toEqual(['one', 'three']);
});

test('blackhole: silence, and what was sent arrives late, though its sender has left', async () => {
  const { proxy, noted } = await startBehindProxy();
  const [patient, gone] = [dial(proxy.port), dial(proxy.port)];
  await Promise.all([say(patient, 'one'), say(gone, 'one')]);
  await proxy.set({ kind: 'blackhole' });
  expect(await Promise.all([say(patient, 'two'), say(gone, 'left')])).toEqual(['silence', 'silence']);
  gone.destroy();
  await sleep(20);
  expect(noted).toEqual(['one', 'one']);
  const late = heard(patient);
  await proxy.set({});
  expect(await late).toBe('done two');
  await until(
    () => Promise.resolve(noted.slice(2).sort()),
    (all) => all.join() === 'left,two',
  );
});

test('half-open: the server has lost the connection, and its client waits for ever', async () => {
  const { proxy, noted, sockets } = await startBehindProxy();
  const idle = dial(proxy.port);
  await say(idle, 'one');
  await proxy.set({ kind: 'half-open' });
  await until(
    () => Promise.resolve(sockets.size),
    (left) => left === 0,
  );
  expect(await say(idle, 'two')).toBe('silence');
  await proxy.set({});
  expect(await say(idle, 'three')).toBe('silence');
  expect(await say(dial(proxy.port), 'four')).toBe('done four');
  expect(noted).toEqual(['one', 'four']);
});

test('silent: neither side learns anything, and only new connections work', async () => {
  const { proxy, noted, sockets } = await startBehindProxy();
  const idle = dial(proxy.port);
  await say(idle, 'one');
  await proxy.set({ kind: 'silent' });
  await proxy.set({});
  expect(await say(idle, 'two')).toBe('silence');
  expect(sockets.size).toBe(1);
  expect(await say(dial(proxy.port), 'three')).toBe('done three');
  expect(noted).toEqual(['one', 'three']);
});

test('lost reply: the request is executed, and its client sees a reset', async () => {
  const { proxy, noted } = await startBehindProxy();
  await proxy.set({ kind: 'lost-reply' });
  expect(await say(dial(proxy.port), 'one')).toBe('ECONNRESET');
  expect(noted).toEqual(['one']);
});

test('duplicate: one request is executed twice, and answered once', async () => {
  const { proxy, noted } = await startBehindProxy();
  await proxy.set({ kind: 'duplicate' });
  const socket = dial(proxy.port);
  expect(await say(socket, 'charge')).toBe('done charge');
  await until(
    () => Promise.resolve(noted.length),
    (times) => times === 2,
  );
  expect(await heard(socket, 30)).toBe('silence');
  expect(noted).toEqual(['charge', 'charge']);
});

test('a share strikes about that part of the requests, and the same seed strikes the same ones', async () => {
  const outcomes = async (seed: number): Promise<string> => {
    const { proxy } = await startBehindProxy(seed);
    await proxy.set({ kind: 'lost-reply', share: 0.3 });
    let told = '';
    for (let turn = 0; turn < 100; turn += 1) told += (await say(dial(proxy.port), 'x', 2_000)) === 'done x' ? '.' : 'x';
    expect(proxy.hits()).toBe(told.replaceAll('.', '').length);
    return told;
  };
  const first = await outcomes(7);
  expect(first.replaceAll('.', '').length).toBeGreaterThan(15);
  expect(first.replaceAll('.', '').length).toBeLessThan(45);
  expect(await outcomes(7)).toBe(first);
  expect(await outcomes(8)).not.toBe(first);
});

test('a server that is gone looks like a reset', async () => {
  const proxy = await startFaultProxy({ host: '127.0.0.1', port: 1 });
  onTestFinished(() => proxy.stop());
  expect(await say(dial(proxy.port), 'one')).toBe('ECONNRESET');
});
