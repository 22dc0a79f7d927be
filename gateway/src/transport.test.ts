import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { silentLog } from '@cartograph/kit/log';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isOurHost } from '#http/hosts';
import { type Started, startSmallGateway } from '#testing/start';

let started: Started;
beforeAll(async () => {
  started = await startSmallGateway({ allowedHosts: ['shop.test'], bounds: { headersMs: 300, requestMs: 600 } });
});
afterAll(() => started.gateway.stop());

const json = { 'content-type': 'application/json' };
const send = (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = json) =>
  fetch(`${started.gateway.url}/graphql`, { method: 'POST', headers, body });
const sentence = async (answer: Response) => {
  const { errors } = (await answer.json()) as { errors: { message: string; extensions: { code: string } }[] };
  return [answer.status, errors[0]?.extensions.code, errors[0]?.message];
};
const whoAmI = '{"query":"{ whoAmI }"}';

test('no answer is guessed, framed or named to others, and what GraphQL answers is kept by nobody', async () => {
  const { gateway } = started;
  const everywhere = { 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' };
  const html = { headers: { accept: 'text/html' } };
  const answers = {
    data: await send(whoAmI),
    refusal: await send('{'),
    unknown: await fetch(`${gateway.url}/nowhere`),
    health: await fetch(`${gateway.url}/health/live`),
    sandbox: await fetch(`${gateway.url}/graphql`, html),
    ide: await fetch(`${gateway.url}/graphiql`, html),
  };
  for (const [what, { headers }] of Object.entries(answers)) {
    expect([what, Object.fromEntries(headers)]).toMatchObject([what, everywhere]);
    expect([what, headers.get('content-security-policy')]).toEqual([what, expect.stringContaining("frame-ancestors 'none'")]);
  }
  for (const what of ['data', 'refusal', 'sandbox'] as const) expect(answers[what].headers.get('cache-control')).toBe('no-store');
});

test('all that the offline IDE loads is allowed by its own policy, and nothing from elsewhere is', async () => {
  const page = await fetch(`${started.gateway.url}/graphiql`, { headers: { accept: 'text/html' } });
  const policy = page.headers.get('content-security-policy') ?? '';
  expect(policy).toMatch(/default-src 'self' data: blob: 'unsafe-inline' 'unsafe-eval'/);
  expect(policy).not.toMatch(/https?:|\*/);
  for (const [, url = ''] of (await page.text()).matchAll(/(?:src|href)="([^"]+)"/g)) expect(url).toMatch(/^(\/(?!\/)|data:)/);
});

test('a body in another charset or packed is refused as what it is', async () => {
  for (const charset of ['latin1', 'utf-16', '"iso-8859-1"'])
    expect(await sentence(await send(whoAmI, { 'content-type': `application/json; charset=${charset}` }))).toEqual([
      415,
      'BAD_REQUEST',
      'Send the body in UTF-8: no other charset is read.',
    ]);
  for (const charset of ['utf-8', 'UTF8', '"utf-8"'])
    expect((await send(whoAmI, { 'content-type': `application/json; charset=${charset}` })).status).toBe(200);
  const packed = 'Send the body as it is, without a content-encoding: compressed ones are not read.';
  expect(await sentence(await send(new Uint8Array(gzipSync(whoAmI)), { ...json, 'content-encoding': 'gzip' }))).toEqual([
    415,
    'BAD_REQUEST',
    packed,
  ]);
  expect(await sentence(await send(whoAmI, { ...json, 'content-encoding': 'br' }))).toEqual([415, 'BAD_REQUEST', packed]);
  expect((await send(whoAmI, { ...json, 'content-encoding': 'identity' })).status).toBe(200);
});

test('JSON with a key that stands for a prototype is told so, other text that it is no JSON, and none that it is empty', async () => {
  const message = 'The body has a key "__proto__", or "prototype" in "constructor": such keys are not read, name them otherwise.';
  for (const variables of ['{"__proto__":{"a":1}}', '{"a":[{"\\u005f_proto__":1}]}', '{"constructor":{"prototype":{}}}'])
    expect(await sentence(await send(`{"query":"{ whoAmI }","variables":${variables}}`))).toEqual([400, 'BAD_REQUEST', message]);
  expect((await send('{"query":"{ whoAmI }","variables":{"constructor":"of houses","a":"__proto__"}}')).status).toBe(200);
  expect(await sentence(await send('{"query":'))).toEqual([400, 'BAD_REQUEST', 'The body is not valid JSON.']);
  expect(await sentence(await send(''))).toEqual([400, 'BAD_REQUEST', 'The body is empty: send a JSON object with a query.']);
});

/** `fetch` lets nobody name another host. */
function asHost(host: string, path = '/graphql', { gateway }: Started = started): Promise<string> {
  const { hostname, port } = new URL(gateway.url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    let text = '';
    socket.setEncoding('utf8').on('data', (part: string) => (text += part));
    socket.on('error', reject).on('end', () => resolve(text));
    socket.write(
      `POST ${path} HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: ${whoAmI.length}\r\n\r\n${whoAmI}`,
    );
  });
}

test('in development a page whose name was made to point at this machine is refused, and our own names are answered', async () => {
  for (const host of ['evil.example', 'evil.example:4000', 'localhost.evil.example', 'notlocalhost', '127.0.0.1.evil.example'])
    expect(await asHost(host)).toMatch(/^HTTP\/1.1 403 [^]*"In development only localhost, addresses and the names in ALLOWED_HOSTS/);
  for (const host of [
    'localhost',
    'LOCALHOST:4000',
    'a.localhost',
    '127.0.0.1:4000',
    '[::1]:4000',
    '192.0.2.7',
    'shop.test:80',
    'localhost.',
  ])
    expect(await asHost(host)).toMatch(/^HTTP\/1.1 200 /);
  expect(await asHost('probe.internal', '/health/live')).not.toMatch(/^HTTP\/1.1 403 /);
  expect(isOurHost('printer.lan', { host: 'printer.lan', named: [] })).toBe(true);
});

test('in production whoever runs the gateway decides which names lead to it', async () => {
  const production = await startSmallGateway({ production: true });
  for (const host of ['shop.example', 'evil.example']) expect(await asHost(host, '/graphql', production)).toMatch(/^HTTP\/1.1 200 /);
  await production.gateway.stop();
});

const neverEnding = [
  ['says nothing', ''],
  ['never ends its headers', 'POST /graphql HTTP/1.1\r\nhost: localhost\r\n'],
  ['never ends its body', 'POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 999\r\n\r\n{'],
];

function say(text: string, { gateway }: Started = started) {
  const { hostname, port } = new URL(gateway.url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => undefined).resume();
  socket.write(text);
  return { socket, closed: new Promise<void>((resolve) => socket.once('close', () => resolve())) };
}

test.each(neverEnding)('a connection that %s is closed', async (_, text) => {
  await say(text).closed;
});

test('without these bounds it would hold its place for good', async () => {
  const patient = await startSmallGateway({ bounds: { headersMs: 0, requestMs: 0 } });
  const said = neverEnding.map(([, text = '']) => say(text, patient).socket);
  await sleep(2_500);
  expect(said.filter(({ closed }) => closed)).toEqual([]);
  for (const socket of said) socket.destroy();
  await patient.gateway.stop();
});

test('a Host header that is no host is its sender’s mistake, in production too, and any that is one is answered there', async () => {
  const lines: unknown[] = [];
  const log = Object.assign(silentLog(), { error: (line: unknown) => void lines.push(line) });
  const live = await startSmallGateway({ production: true, log });
  for (const host of ['[::', 'a b', '%', '', '1.2.3.4.5', '256.1.1.1'])
    expect(await asHost(host, '/graphql', live)).toMatch(/^HTTP\/1.1 400 /);
  for (const host of ['shop.test', 'shop.test:80', '[::1]:4000', 'a_b'])
    expect(await asHost(host, '/graphql', live)).toMatch(/^HTTP\/1.1 200 /);
  const { hostname, port } = new URL(live.gateway.url);
  const said = await new Promise((resolve) => {
    const socket = connect(Number(port), hostname);
    socket.once('data', (data) => resolve(String(data)));
    socket.write(`POST /graphql HTTP/1.0\r\ncontent-type: application/json\r\ncontent-length: ${whoAmI.length}\r\n\r\n${whoAmI}`);
  });
  expect(said).toMatch(/^HTTP\/1.1 400 /);
  expect(lines).toEqual([]);
  await live.gateway.stop();
});

test('a short text of many mistakes is told five of them, and answers keep each field its error', async () => {
  const refused = await started.ask(`{ __typename ${Array.from({ length: 12 }, (_, index) => `@a${index}`).join(' ')} }`);
  expect(refused.errors?.length).toBe(5);
  const fields = Array.from({ length: 12 }, (_, index) => `$a${index}: Int!`).join(' ');
  const uses = Array.from({ length: 12 }, (_, index) => `o${index}: products(first: $a${index}) { sku }`).join(' ');
  expect((await started.ask(`query (${fields}) { ${uses} }`)).errors?.length).toBe(5);
  expect((await started.ask(`{ ${Array.from({ length: 12 }, (_, index) => `s${index}: staffOnly`).join(' ')} }`)).errors?.length).toBe(12);
});

test('without that bound a short text would be told all of its mistakes', async () => {
  const talkative = await startSmallGateway({ bounds: { errors: Number.POSITIVE_INFINITY } });
  const refused = await talkative.ask(`{ __typename ${Array.from({ length: 12 }, (_, index) => `@a${index}`).join(' ')} }`);
  expect(refused.errors?.length).toBe(12);
  await talkative.gateway.stop();
});
