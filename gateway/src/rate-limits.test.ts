import { type Caller, guest } from '@cartograph/kit/caller';
import { usualRateLimits } from '@cartograph/kit/rate-limits';
import { afterAll, describe, expect, it } from 'vitest';
import { createBuckets } from '#buckets/buckets';
import type { GatewayOptions } from '#server';
import { type Started, startSmallGateway } from '#testing/start';

const stops: (() => Promise<unknown>)[] = [];
afterAll(() => Promise.all(stops.map((stop) => stop())));

async function open(options: Partial<GatewayOptions>): Promise<Started> {
  const started = await startSmallGateway({ trustedProxies: ['127.0.0.1'], ...options });
  stops.push(() => started.gateway.stop());
  return started;
}

const few = { ...usualRateLimits, request: 5, mutation: 3 };
const from = (client: string) => ({ 'x-forwarded-for': client });
const order = 'mutation { order(sku: "LAMP-BRASS") }';

async function statuses(started: Started, query: string, headers: Record<string, string>, count: number): Promise<number[]> {
  const seen: number[] = [];
  for (let index = 0; index < count; index += 1) seen.push((await started.ask(query, headers)).status);
  return seen;
}

describe('a client that asks too often', () => {
  it('is told when to go on, in the header and in the error, and the next client is answered', async () => {
    const started = await open({ rateLimits: few });
    expect(await statuses(started, '{ whoAmI }', from('203.0.113.1'), 5)).toEqual([200, 200, 200, 200, 200]);
    const refused = await started.ask('{ whoAmI }', from('203.0.113.1'));
    expect(refused.status).toBe(429);
    expect(refused.data).toBeUndefined();
    expect(refused.errors).toMatchObject([{ extensions: { code: 'RATE_LIMITED', retryAfterMs: expect.any(Number) } }]);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(12);
    expect(await statuses(started, '{ whoAmI }', from('203.0.113.2'), 1)).toEqual([200]);
  });

  it('is counted for what is refused for other reasons, too, and for its whole network', async () => {
    const started = await open({ rateLimits: few });
    for (const query of ['{', '{ nothing }', '{ whoAmI }', '{ whoAmI', '{ whoAmI }']) await started.ask(query, from('2001:db8::1'));
    expect((await started.ask('{ whoAmI }', from('2001:db8::2'))).status).toBe(429);
    const deep = `{ ${'a{'.repeat(200)}b${'}'.repeat(200)} }`;
    for (let request = 0; request < 5; request += 1) expect((await started.ask(deep, from('203.0.113.20'))).status).toBe(400);
    const last = await started.ask(deep, from('203.0.113.20'));
    expect([last.status, last.headers.get('retry-after'), last.errors?.[0]?.extensions['code']]).toEqual([
      429,
      expect.stringMatching(/^\d+$/),
      'RATE_LIMITED',
    ]);
    for (let request = 0; request < 6; request += 1) {
      const headers = { 'content-type': 'application/json', ...from('203.0.113.21') };
      const { status } = await fetch(`${started.gateway.url}/graphql`, { method: 'POST', headers, body: '{"query":' });
      expect(status).toBe(request < 5 ? 400 : 429);
    }
    const unlimited = await open({ rateLimits: 'off' });
    expect(await statuses(unlimited, deep, from('203.0.113.20'), 6)).toEqual([400, 400, 400, 400, 400, 400]);
    const ids = { authorization: 'Bearer a.b.c' };
    expect((await started.ask('{ whoAmI }', { ...from('203.0.113.3'), ...ids })).status).toBe(401);
  });

  it('carries out no more commands than its bucket has, by either way through the gateway', async () => {
    const started = await open({ rateLimits: { ...few, request: 100 } });
    const before = started.shop.callers.length;
    expect(await statuses(started, order, from('203.0.113.4'), 6)).toEqual([200, 200, 200, 429, 429, 429]);
    expect(started.shop.callers.length - before).toBe(3);
    const many = `mutation { ${Array.from({ length: 4 }, (_, index) => `a${index}: order(sku: "LAMP-BRASS")`).join(' ')} }`;
    expect(await statuses(started, '{ whoAmI }', from('203.0.113.4'), 2)).toEqual([200, 200]);
    expect(await statuses(started, many, from('203.0.113.5'), 2)).toEqual([200, 429]);
  });

  it('is its account as well, wherever it is signed in', async () => {
    const started = await open({ rateLimits: { ...few, request: 100 } });
    const authorization = `Bearer ${await started.tokens.token()}`;
    const seen: number[] = [];
    for (let index = 0; index < 4; index += 1)
      seen.push((await started.ask(order, { authorization, ...from(`203.0.113.${index}`) })).status);
    expect(seen).toEqual([200, 200, 200, 429]);
  });
});

describe('nobody is counted', () => {
  it.each([
    ['where the limits are off', { rateLimits: 'off' as const }, from('203.0.113.1')],
    ['on a developer’s own machine', {}, {}],
  ])('%s', async (_where, options, headers) => {
    const started = await open(options);
    const seen = await Promise.all(Array.from({ length: 150 }, async () => (await started.ask(order, headers)).status));
    expect(new Set(seen)).toEqual(new Set([200]));
  });

  it('but for requests from this machine in production, and whoever comes through a proxy', () => {
    const takings = { mutation: usualRateLimits.mutation + 1, password: 0, placing: 0 };
    const refusal = (production: boolean, own: boolean) => () => {
      const buckets = createBuckets({ limits: undefined, production });
      void buckets.take({ name: '127.0.0.1', own }, guest, takings);
      return buckets.take({ name: '127.0.0.1', own }, guest, takings);
    };
    expect(refusal(false, true)()).toBeUndefined();
    expect(refusal(true, true)).toThrow(/Too many requests/);
    expect(refusal(false, false)).toThrow(/Too many requests/);
  });
});

it('passwords are counted by client, and orders by account, too', () => {
  const ada: Caller = { kind: 'customer', customerId: 'ada', email: 'ada@example.com', roles: ['customer'] };
  const buckets = createBuckets({ limits: { ...usualRateLimits, password: 3, placing: 2 }, production: true });
  const at = (name: string) => ({ name, own: false });
  const password = { mutation: 1, password: 1, placing: 0 };
  for (let index = 0; index < 3; index += 1) void buckets.take(at('here'), guest, password);
  expect(() => buckets.take(at('here'), guest, password)).toThrow(/Too many/);
  void buckets.take(at('there'), guest, password);
  const placing = { mutation: 1, password: 0, placing: 1 };
  for (const where of ['a', 'b']) void buckets.take(at(where), ada, placing);
  expect(() => buckets.take(at('c'), ada, placing)).toThrow(/Too many/);
  void buckets.take(at('c'), guest, placing);
});
