import { setTimeout as sleep } from 'node:timers/promises';
import { silentLog } from '@cartograph/kit/log';
import { type Served, serveRoom } from '@cartograph/kit/serve';
import { startSilentProxy } from '@cartograph/kit/testing/silent-proxy';
import { expect, onTestFinished, test } from 'vitest';
import { smallShop } from '#testing/small-shop';
import { type Answer, startSmallGateway } from '#testing/start';

const callerSecret = 'a secret of sixteen or more';
const quick = { suspectMs: 200, probeMs: 1_000, everyMs: 20 };
/** Nobody ever asks whether a room is there. */
const off = { ...quick, suspectMs: Number.POSITIVE_INFINITY };
const crowd = 6;

/** A gateway whose room of products is reached by way of a proxy, and that has open connections to it. */
async function startBehindProxy(silence: typeof quick, deadlines: { queryMs: number; mutationMs: number }) {
  const shop = await smallShop();
  const listen = { host: '127.0.0.1', port: 0, callerSecret };
  const room: Served = await serveRoom('products', { execute: shop.products, unready: () => Promise.resolve([]) }, listen, silentLog());
  const proxy = await startSilentProxy(room.url);
  const sources = (name: string) => (name === 'products' ? { url: proxy.url } : { execute: shop.stock });
  const started = await startSmallGateway({ callerSecret, sources, silence, deadlines }, shop);
  onTestFinished(async () => {
    await started.gateway.stop();
    await proxy.stop();
    await room.stop();
  });
  // Planned before, so that the crowd asks the room at once.
  await started.ask('{ slow(ms: 100) }');
  await Promise.all(Array.from({ length: crowd }, () => started.ask('{ slow(ms: 100) }')));
  return { ...started, proxy };
}

const codeOf = ({ errors }: Answer): unknown => errors?.[0]?.extensions['code'];

/** Asks until somebody is answered as wanted; what all others were told, one after the other. */
async function askUntil(ask: () => Promise<Answer>, wanted: (answer: Answer) => boolean): Promise<unknown[]> {
  const told: unknown[] = [];
  for (let left = 500; left > 0; left -= 1) {
    const answer = await ask();
    if (wanted(answer)) return told;
    told.push(codeOf(answer));
    await sleep(20);
  }
  throw new Error(`nobody was answered: ${told.join()}`);
}

const asAll = (ask: () => Promise<Answer>): Promise<Answer[]> => Promise.all(Array.from({ length: crowd }, ask));

test('connections to a room that fell silent cost one deadline, and all who ask later are answered on new ones', async () => {
  const { ask, proxy } = await startBehindProxy(quick, { queryMs: 5_000, mutationMs: 60_000 });
  expect(proxy.silence()).toBeGreaterThan(1);
  expect(codeOf(await ask('{ whoAmI }'))).toBe('TIMEOUT');
  const told = await askUntil(
    () => ask('{ whoAmI }'),
    ({ data }) => data?.['whoAmI'] === 'guest',
  );
  expect(told).not.toContain('TIMEOUT');
  for (const { data } of await asAll(() => ask('{ whoAmI }'))) expect(data).toEqual({ whoAmI: 'guest' });
});

test('without a look at silence each of these connections costs somebody a deadline', async () => {
  const { ask, proxy } = await startBehindProxy(off, { queryMs: 2_000, mutationMs: 60_000 });
  expect(proxy.silence()).toBeGreaterThan(1);
  expect(codeOf(await ask('{ whoAmI }'))).toBe('TIMEOUT');
  expect((await asAll(() => ask('{ whoAmI }'))).map(codeOf)).toContain('TIMEOUT');
});

const order = 'mutation { order(sku: "SKU-1") }';

test('a room that answers nobody is asked nothing until it answers again; what was sent to it may have been done, what was not, was not', async () => {
  const { ask, proxy, shop } = await startBehindProxy(quick, { queryMs: 5_000, mutationMs: 9_000 });
  proxy.serve(false);
  proxy.silence();
  const under = ask(order);
  expect(codeOf(await ask('{ whoAmI }'))).toBe('TIMEOUT');
  const reached = shop.calls.products;
  expect(codeOf(await ask('{ whoAmI }'))).toBe('SUBGRAPH_UNAVAILABLE');
  expect(codeOf(await ask(order))).toBe('SUBGRAPH_UNAVAILABLE');
  // Sent before anybody knew: nothing is said of it but that nobody knows.
  expect(codeOf(await under)).toBe('TIMEOUT');
  proxy.serve(true);
  const told = await askUntil(
    () => ask(order),
    ({ data }) => typeof data?.['order'] === 'string',
  );
  expect(new Set(told)).toEqual(new Set(told.length > 0 ? ['SUBGRAPH_UNAVAILABLE'] : []));
  expect(shop.calls.products).toBe(reached + 1);
  expect(shop.orders).toHaveLength(1);
});

test('without a look at silence whoever asks such a room waits for a whole deadline', async () => {
  const { ask, proxy } = await startBehindProxy(off, { queryMs: 700, mutationMs: 60_000 });
  proxy.serve(false);
  proxy.silence();
  for (let turn = 0; turn < 3; turn += 1) expect(codeOf(await ask('{ whoAmI }'))).toBe('TIMEOUT');
});

test('a command that takes long, and was sent before somebody was answered, keeps nobody from seeing that the room is silent', async () => {
  const { ask, proxy, shop } = await startBehindProxy(quick, { queryMs: 5_000, mutationMs: 9_000 });
  const reached = shop.calls.products;
  const long = ask('mutation { order(sku: "SKU-1", ms: 7000) }');
  await expect.poll(() => shop.calls.products).toBe(reached + 1);
  expect((await ask('{ whoAmI }')).data).toEqual({ whoAmI: 'guest' });
  proxy.serve(false);
  proxy.silence();
  expect(codeOf(await ask('{ whoAmI }'))).toBe('TIMEOUT');
  expect(codeOf(await ask('{ whoAmI }'))).toBe('SUBGRAPH_UNAVAILABLE');
  expect(codeOf(await long)).toBe('TIMEOUT');
});

test('a room that is slow and answers others is asked on, and what is slow is answered', async () => {
  const { ask } = await startBehindProxy(quick, { queryMs: 30_000, mutationMs: 60_000 });
  const slow = ask('{ slow(ms: 1500) }');
  for (let turn = 0; turn < 5; turn += 1) {
    expect((await ask('{ whoAmI }')).data).toEqual({ whoAmI: 'guest' });
    await sleep(200);
  }
  expect((await slow).data).toEqual({ slow: 'at last' });
});
