import { clientOf } from '@cartograph/kit/caller';
import { silentLog } from '@cartograph/kit/log';
import { afterAll, describe, expect, it } from 'vitest';
import type { GatewayOptions } from '#server';
import { type Started, startSmallGateway } from '#testing/start';

const stops: (() => Promise<unknown>)[] = [];
afterAll(() => Promise.all(stops.map((stop) => stop())));

async function open(options: Partial<GatewayOptions>): Promise<Started> {
  const started = await startSmallGateway(options);
  stops.push(() => started.gateway.stop());
  return started;
}

/** Whom the rooms are told of. */
async function seen(started: Started, headers: Record<string, string>): Promise<string | undefined> {
  expect((await started.ask('{ whoAmI }', headers)).errors).toBeUndefined();
  const caller = started.shop.callers.at(-1);
  return caller && clientOf(caller);
}

describe('behind proxies that the shop knows', () => {
  it.each([
    ['203.0.113.9', '203.0.113.9'],
    ['203.0.113.9, 10.0.0.4', '203.0.113.9'],
    ['198.51.100.1, 203.0.113.9, 10.0.0.4, 10.200.0.1', '203.0.113.9'],
    ['10.0.0.1, 203.0.113.9', '203.0.113.9'],
    ['nonsense, 203.0.113.9', '203.0.113.9'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['203.0.113.9:50123', '203.0.113.9'],
    ['198.51.100.1, 203.0.113.9:50123, 10.0.0.4:4567', '203.0.113.9'],
    ['203.0.113.9, [::ffff:10.0.0.4]:4567, 10.0.0.5', '203.0.113.9'],
    ['2001:db8:1:2:3::4, ::ffff:10.0.0.4', '2001:db8:1:2::/64'],
    ['10.0.0.9', '10.0.0.9'],
    ['garbage', '127.0.0.1'],
    ['', '127.0.0.1'],
  ])('%j is a request of %s', async (forwarded, client) => {
    known ??= await open({ trustedProxies: ['127.0.0.1', '10.0.0.0/8'] });
    expect(await seen(known, { 'x-forwarded-for': forwarded })).toBe(client);
  });
  let known: Started | undefined;

  it('nobody else is believed: with the bound off the same lie is taken', async () => {
    const strict = await open({ trustedProxies: ['10.0.0.0/8'] });
    const loose = await open({ trustedProxies: ['127.0.0.0/8'] });
    for (const lie of [{ 'x-forwarded-for': '203.0.113.9' }, { 'x-forwarded-for': '203.0.113.9, 10.0.0.1' }])
      expect(await seen(strict, lie)).toBe('127.0.0.1');
    expect(await seen(loose, { 'x-forwarded-for': '203.0.113.9' })).toBe('203.0.113.9');
  });
});

describe("the shop's own web server", () => {
  const webKey = 'a key of the web server that nobody guesses';
  const visitor = { 'cartograph-client': '203.0.113.7' };

  it('speaks for its visitors with its key, and nobody does without it', async () => {
    const web = await open({ webKey });
    expect(await seen(web, { ...visitor, 'cartograph-web-key': webKey })).toBe('203.0.113.7');
    expect(await seen(web, { 'cartograph-client': '2001:db8::1', 'cartograph-web-key': webKey })).toBe('2001:db8:0:0::/64');
    for (const key of ['', 'x', webKey.slice(1), `${webKey} `.toUpperCase()])
      expect(await seen(web, { ...visitor, 'cartograph-web-key': key })).toBe('127.0.0.1');
    expect(await seen(web, visitor)).toBe('127.0.0.1');
    expect(await seen(web, { 'cartograph-client': 'nobody', 'cartograph-web-key': webKey })).toBe('127.0.0.1');
  });

  it('is nobody in particular where no key is set', async () => {
    const plain = await open({});
    for (const key of ['', 'undefined', webKey]) expect(await seen(plain, { ...visitor, 'cartograph-web-key': key })).toBe('127.0.0.1');
  });
});

it('a proxy on this machine that nobody has named is told of once', async () => {
  const lines: unknown[] = [];
  const log = Object.assign(silentLog(), { warn: (_data: unknown, line: unknown) => void lines.push(line) });
  const started = await open({ log });
  for (let round = 0; round < 3; round += 1) await seen(started, { 'x-forwarded-for': '203.0.113.9' });
  expect(lines).toEqual([expect.stringContaining('TRUSTED_PROXIES')]);
});
