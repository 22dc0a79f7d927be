import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { verifyCaller } from '@cartograph/kit/caller';
import { silentLog } from '@cartograph/kit/log';
import { type Served, serveRoom } from '@cartograph/kit/serve';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SmallShop, smallShop } from '#testing/small-shop';
import { startSmallGateway } from '#testing/start';

const callerSecret = 'a secret of sixteen or more';
const listen = { host: '127.0.0.1', port: 0, callerSecret };
const unready = () => Promise.resolve([]);

let shop: SmallShop;
let rooms: Record<string, Served>;
beforeAll(async () => {
  shop = await smallShop();
  rooms = {
    products: await serveRoom('products', { execute: shop.products, unready }, listen, silentLog()),
    stock: await serveRoom('stock', { execute: shop.stock, unready }, listen, silentLog()),
  };
});
afterAll(() => Promise.all(Object.values(rooms).map((room) => room.stop())));

/** The gateway before rooms at URLs of their own; `elsewhere` puts one of them at another URL. */
const startBefore = (elsewhere: Record<string, string> = {}, deadlines = {}, secret = callerSecret) =>
  startSmallGateway({ callerSecret: secret, deadlines, sources: (room) => ({ url: elsewhere[room] ?? rooms[room]?.url ?? '' }) }, shop);

const until = async (condition: () => boolean): Promise<void> => {
  for (let left = 1_000; !condition() && left > 0; left -= 1) await sleep(10);
  expect(condition()).toBe(true);
};

/** Waits until so many more operations have reached the room. */
const reached = (more: number): (() => Promise<void>) => {
  const before = shop.calls.products;
  return () => until(() => shop.calls.products >= before + more);
};

const listenOn = async (server: Server): Promise<string> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

test('rooms believe the gateway who is calling, and no header of a client reaches them', async () => {
  const seen: IncomingMessage[] = [];
  const bodies: string[] = [];
  const spy = createServer((request, response) => {
    seen.push(request);
    request.setEncoding('utf8').on('data', (text: string) => bodies.push(text));
    request.on('end', () => response.setHeader('content-type', 'application/json').end('{"data":{"whoAmI":"seen"}}'));
  });
  const { gateway, ask, tokens } = await startBefore({ products: await listenOn(spy) });
  const answer = await ask('{ whoAmI }', {
    authorization: `Bearer ${await tokens.token()}`,
    cookie: 'a=b',
    'cartograph-caller': Buffer.from('{"kind":"room","room":"orders"}').toString('base64url'),
    'cartograph-timestamp': String(Date.now()),
    'cartograph-signature': 'forged',
    'x-request-id': 'call-1',
  });
  expect(answer.data).toEqual({ whoAmI: 'seen' });
  const headers = seen[0]?.headers ?? {};
  expect(verifyCaller(callerSecret, 'products', headers, bodies.join(''))).toMatchObject({ kind: 'customer', email: 'ada@example.com' });
  expect(headers['x-request-id']).toBe('call-1');
  expect(headers.authorization ?? headers.cookie).toBeUndefined();
  await gateway.stop();
  spy.close();
});

test('the caller arrives over HTTP as it does in process', async () => {
  const { gateway, ask, tokens } = await startBefore();
  expect((await ask('{ whoAmI }', { authorization: `Bearer ${await tokens.token()}` })).data).toEqual({ whoAmI: 'ada@example.com' });
  expect((await ask('{ products(first: 1) { title available } }')).data).toEqual({ products: [{ title: 'Brass lamp', available: 7 }] });
  await gateway.stop();
});

test('a dead room nulls its fields, each with an error and a path, and the rest of the page stands', async () => {
  const { gateway, ask } = await startBefore({ stock: 'http://127.0.0.1:9' });
  const { status, data, errors, headers } = await ask('{ products(first: 2) { title inStock: available } }');
  expect([status, data]).toEqual([
    200,
    {
      products: [
        { title: 'Brass lamp', inStock: null },
        { title: 'Oak chair', inStock: null },
      ],
    },
  ]);
  const message = 'This part of the shop is not available right now.';
  const extensions = { code: 'SUBGRAPH_UNAVAILABLE', requestId: headers.get('x-request-id') };
  expect(errors).toEqual([
    { message, path: ['products', 0, 'inStock'], extensions },
    { message, path: ['products', 1, 'inStock'], extensions },
  ]);
  await gateway.stop();
});

test('a room that does not know our signature counts as dead', async () => {
  const { gateway, ask } = await startBefore({}, {}, 'another secret of sixteen');
  const { errors } = await ask('{ whoAmI }');
  expect(errors).toMatchObject([{ path: ['whoAmI'], extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }]);
  await gateway.stop();
});

test('a room that answers too late is given up at the deadline', async () => {
  const { gateway, ask } = await startBefore({}, { queryMs: 100, mutationMs: 500 });
  const from = Date.now();
  expect((await ask('{ slow(ms: 4000) whoAmI }')).errors).toMatchObject([
    { path: ['slow'], extensions: { code: 'TIMEOUT' } },
    { path: ['whoAmI'], extensions: { code: 'TIMEOUT' } },
  ]);
  expect(Date.now() - from).toBeLessThan(3_500);
  expect((await ask('mutation { order(sku: "LATE", ms: 2000) }')).errors).toMatchObject([
    { path: ['order'], extensions: { code: 'TIMEOUT' } },
  ]);
  expect(shop.orders).not.toContain('LATE');
  await until(() => shop.orders.includes('LATE'));
  await gateway.stop();
});

test('a query is tried once more when its connection breaks, a mutation never', async () => {
  const asked: string[] = [];
  const breaking = createServer((request) => {
    request.setEncoding('utf8').on('data', (text: string) => asked.push(text.includes('mutation') ? 'mutation' : 'query'));
    request.on('end', () => request.socket.destroy());
  });
  const { gateway, ask } = await startBefore({ products: await listenOn(breaking) });
  expect((await ask('{ whoAmI }')).errors?.[0]?.extensions['code']).toBe('SUBGRAPH_UNAVAILABLE');
  expect((await ask('mutation { order(sku: "A") }')).errors?.[0]?.extensions['code']).toBe('SUBGRAPH_UNAVAILABLE');
  expect(asked).toEqual(['query', 'query', 'mutation']);
  await gateway.stop();
  breaking.close();
});

test('a client that leaves ends its query, but never its order', async () => {
  let [came, cut] = [0, 0];
  const waiting = createServer((request, response) => {
    came += 1;
    request.resume();
    response.on('close', () => {
      if (!response.writableFinished) cut += 1;
    });
  });
  const url = await listenOn(waiting);
  const { gateway } = await startBefore({ products: url });
  /** Once the room has the operation. */
  const leave = async (query: string, base: string, arrived: () => Promise<void>) => {
    const client = new AbortController();
    const asking = fetch(`${base}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
      signal: client.signal,
    }).catch(() => undefined);
    await arrived();
    client.abort();
    await asking;
  };
  await leave('{ whoAmI }', gateway.url, () => until(() => came === 1));
  await until(() => cut === 1);
  await leave('mutation { order(sku: "A") }', gateway.url, () => until(() => came === 2));
  await sleep(200);
  expect(cut).toBe(1);
  waiting.closeAllConnections();
  waiting.close();
  await gateway.stop();

  const real = await startBefore();
  await leave('mutation { order(sku: "KEPT", ms: 500) }', real.gateway.url, reached(1));
  await until(() => shop.orders.includes('KEPT'));
  await real.gateway.stop();
});

test('stopping finishes what is under way and takes nothing new', async () => {
  const { gateway, ask } = await startBefore();
  const underWay = reached(2);
  const running = Promise.all([ask('{ slow(ms: 400) }'), ask('mutation { order(sku: "LAST", ms: 500) }')]);
  await underWay();
  const stopped = gateway.stop();
  expect(await gateway.unready()).toEqual(['the gateway stops']);
  const [query, mutation] = await running;
  expect([query.data, mutation.data]).toEqual([{ slow: 'at last' }, { order: 'LAST' }]);
  await stopped;
  await expect(ask('{ whoAmI }')).rejects.toThrow();
});

test('a room that stops finishes what it was asked and keeps nobody waiting', async () => {
  const room = await serveRoom('products', { execute: shop.products, unready }, listen, silentLog());
  const { gateway, ask } = await startBefore({ products: room.url });
  const underWay = reached(1);
  const running = ask('{ slow(ms: 300) }');
  await underWay();
  const from = Date.now();
  await room.stop();
  // The connection that the gateway keeps would hold it for a minute.
  expect(Date.now() - from).toBeLessThan(10_000);
  expect((await running).data).toEqual({ slow: 'at last' });
  await gateway.stop();
});
