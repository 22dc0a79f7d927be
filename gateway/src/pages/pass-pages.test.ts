import { createHash, randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { type PictureRoom, pictureRoom, secret, serveAlone } from '#testing/picture-room';
import { type Started, startSmallGateway } from '#testing/start';

type Options = NonNullable<Parameters<typeof startSmallGateway>[0]>;

interface Door extends Started {
  room: PictureRoom;
}

/** A gateway before a room with pictures, which is in this process or one of its own. */
async function open(shape: string, more: Options = {}): Promise<Door & { stop: () => Promise<void> }> {
  const room = pictureRoom();
  const served = shape === 'a process of its own' ? await serveAlone(room.pages) : undefined;
  const at = served ? { url: served.url } : { pages: () => room.pages };
  const started = await startSmallGateway({ callerSecret: secret, pages: [{ room: 'products', paths: ['/media'], at }], ...more });
  const stop = async (): Promise<void> => {
    await started.gateway.stop();
    await served?.stop();
  };
  return { ...started, room, stop };
}

/** As it is, with nothing made straight on the way. */
const rawly = (url: string, line: string): Promise<string> =>
  new Promise((resolve) => {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname, () => socket.write(`${line} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n`));
    let text = '';
    socket.on('data', (part) => (text += String(part))).once('close', () => resolve(text));
  });

describe.each(['a process of its own', 'this process'])('pages of a room in %s', (shape) => {
  let door: Awaited<ReturnType<typeof open>>;
  beforeAll(async () => {
    door = await open(shape);
  });
  afterAll(() => door.stop());
  const get = (path: string, headers: Record<string, string> = {}) => fetch(`${door.gateway.url}${path}`, { headers });

  test('a picture comes as the room sent it, with what a picture may say and nothing else', async () => {
    const answer = await get('/media/mug.webp', { origin: 'http://localhost:3000' });
    expect([answer.status, await answer.text()]).toEqual([200, '0123456789']);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/webp',
      etag: '"mug"',
      'cache-control': 'public, max-age=31536000, immutable',
      vary: expect.stringMatching(/^(Origin, Accept|Accept, Origin)$/),
      'x-content-type-options': 'nosniff',
      'x-request-id': expect.any(String),
    });
    for (const name of ['set-cookie', 'x-powered-by', 'server']) expect(answer.headers.get(name)).toBeNull();
  });

  test('a part of a picture, its header alone, and one that the reader has already', async () => {
    const part = await get('/media/mug.webp', { range: 'bytes=2-4' });
    expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([206, 'bytes 2-4/10', '234']);
    const known = await get('/media/mug.webp', { 'if-none-match': '"mug"' });
    expect([known.status, await known.text()]).toEqual([304, '']);
    const head = await fetch(`${door.gateway.url}/media/mug.webp`, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '10', '']);
  });

  test('the room hears who asks from the gateway alone, and neither tokens, cookies nor what a client says of itself', async () => {
    const lies = { cookie: 'session=1', 'cartograph-caller': 'e30', 'x-forwarded-for': '192.0.2.1', te: 'trailers', 'x-anything': '1' };
    await get('/media/mug.webp', { ...lies, authorization: `Bearer ${await door.tokens.token()}` });
    const { caller, headers } = door.room.asked.at(-1) ?? {};
    expect(caller).toMatchObject({ kind: 'customer', email: 'ada@example.com', client: expect.any(String) });
    for (const name of ['cookie', 'authorization', 'x-forwarded-for', 'te', 'x-anything']) expect(headers).not.toHaveProperty(name);
    await get('/media/mug.webp');
    expect(door.room.asked.at(-1)?.caller).toMatchObject({ kind: 'guest' });
    const before = door.room.asked.length;
    expect((await get('/media/mug.webp', { authorization: 'Bearer nonsense' })).status).toBe(401);
    expect(door.room.asked.length).toBe(before);
  });

  test('a body streams through as it is', async () => {
    const bytes = randomBytes(3_000_000);
    const answer = await fetch(`${door.gateway.url}/media/uploads`, {
      method: 'POST',
      body: bytes,
      headers: { 'content-type': 'image/png' },
    });
    expect([answer.status, await answer.json()]).toEqual([201, { hash: createHash('sha256').update(bytes).digest('hex') }]);
  });

  test('an upload that its sender gives up ends at the room as well', async () => {
    const before = door.room.taken.length;
    const { hostname, port } = new URL(door.gateway.url);
    const socket = connect(Number(port), hostname);
    socket.write('POST /media/uploads HTTP/1.1\r\nhost: localhost\r\ncontent-type: image/png\r\ncontent-length: 1000\r\n\r\nabc');
    await expect.poll(() => door.room.taken.at(before)?.bytes).toBe(3);
    socket.destroy();
    await sleep(50);
    expect(door.room.taken.at(before)?.whole).toBe(false);
  });

  test.each([
    ['GET /media/../graphql', 404],
    ['GET /media/%2e%2e/graphql', 400],
    ['GET /media/x/../../graphql', 400],
    ['GET /media//mug.webp', 400],
    ['GET /media/mug%2ewebp', 400],
    ['GET /%6dedia/mug.webp', 400],
    ['GET /media/a\\..\\b', 400],
    ['GET /mediaeval/mug.webp', 404],
    ['DELETE /media/mug.webp', 404],
  ])('%s reaches no room', async (line, status) => {
    const before = door.room.asked.length;
    const said = await rawly(door.gateway.url, line);
    expect([400, status]).toContain(Number(/^HTTP\/1.1 (\d+)/.exec(said)?.[1]));
    expect(door.room.asked.length).toBe(before);
  });

  test('a fault of the room tells nothing of itself, and a page that is not there is none', async () => {
    const broken = await get('/media/broken');
    expect(broken.status).toBe(500);
    expect(await broken.json()).toEqual({
      errors: [{ message: 'Something went wrong on our side.', extensions: expect.objectContaining({ code: 'INTERNAL_SERVER_ERROR' }) }],
    });
    expect((await get('/media/nothing')).status).toBe(404);
  });
});

const one = 'a process of its own';

async function opened(more: Options) {
  const door = await open(one, more);
  onTestFinished(() => door.stop());
  const post = (bytes: number, path = '/media/uploads') =>
    fetch(`${door.gateway.url}${path}`, { method: 'POST', body: Buffer.alloc(bytes), headers: { 'content-type': 'image/png' } });
  return { ...door, post };
}

test('a body has a bound, whatever its header says of its length; without it the room has all of it', async () => {
  const { post, gateway, room } = await opened({ bounds: { bodyBytes: 1_000 } });
  expect((await post(1_001)).status).toBe(413);
  expect(room.taken).toEqual([]);
  const { hostname, port } = new URL(gateway.url);
  const said = await new Promise<string>((resolve) => {
    const socket = connect(Number(port), hostname);
    socket.once('data', (data) => resolve(String(data))).on('error', () => undefined);
    socket.write('POST /media/uploads HTTP/1.1\r\nhost: localhost\r\ncontent-type: image/png\r\ntransfer-encoding: chunked\r\n\r\n');
    for (let part = 0; part < 3; part += 1) socket.write(`200\r\n${'x'.repeat(512)}\r\n`);
  });
  expect(said).toMatch(/^HTTP\/1.1 413 /);
  expect((await (await opened({ bounds: { bodyBytes: 2_000 } })).post(1_001)).status).toBe(201);
});

test('one client has a few bodies under way at a time; without that bound as many as it sends', async () => {
  const { post, room } = await opened({ bounds: { bodiesOfClient: 1 } });
  const first = post(10, '/media/later');
  await expect.poll(() => room.asked.length).toBe(1);
  const refused = await post(10);
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '2']);
  room.letGo();
  expect((await first).status).toBe(204);
  expect((await post(10)).status).toBe(201);
  const free = await opened({ bounds: { bodiesOfClient: 2 } });
  const slow = free.post(10, '/media/later');
  await expect.poll(() => free.room.asked.length).toBe(1);
  expect((await free.post(10)).status).toBe(201);
  free.room.letGo();
  await slow;
});

test('pages count among the requests of a client, and what is sent to them among its commands', async () => {
  const rateLimits = { request: 2, mutation: 1, password: 1, placing: 1 };
  const pages = await opened({ rateLimits });
  const get = () => fetch(`${pages.gateway.url}/media/mug.webp`).then(({ status }) => status);
  expect([await get(), await get(), await get()]).toEqual([200, 200, 429]);
  const sent = await opened({ rateLimits: { ...rateLimits, request: 100 } });
  expect([(await sent.post(1)).status, (await sent.post(1)).status]).toEqual([201, 429]);
});

test('an answer that stops in the middle ends its connection; a room that is away is said to be', async () => {
  const { gateway } = await opened({ bounds: { idleMs: 300 } });
  await expect(fetch(`${gateway.url}/media/endless`).then((answer) => answer.text())).rejects.toThrow();
  const away = await startSmallGateway({
    callerSecret: secret,
    pages: [{ room: 'products', paths: ['/media'], at: { url: 'http://127.0.0.1:1' } }],
  });
  onTestFinished(() => away.gateway.stop());
  const answer = await fetch(`${away.gateway.url}/media/mug.webp`);
  expect([answer.status, await answer.json()]).toEqual([
    503,
    { errors: [{ message: 'This part of the shop is not available right now.', extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }] },
  ]);
});

test('nobody but the gateway is answered by a room, and its keys by anybody', async () => {
  const room = pictureRoom();
  const served = await serveAlone((app, _options, done) => {
    app.get('/.well-known/jwks.json', () => ({ keys: [] }));
    app.register(room.pages);
    done();
  });
  onTestFinished(() => served.stop());
  expect((await fetch(`${served.url}/media/mug.webp`)).status).toBe(401);
  expect((await fetch(`${served.url}/.well-known/jwks.json`)).status).toBe(200);
  expect(room.asked).toEqual([]);
});

test('an upload may take longer than a request to GraphQL', async () => {
  const { gateway } = await opened({ bounds: { requestMs: 300 } });
  const { hostname, port } = new URL(gateway.url);
  const socket = connect(Number(port), hostname);
  onTestFinished(() => void socket.destroy());
  socket.write('POST /media/uploads HTTP/1.1\r\nhost: localhost\r\ncontent-type: image/png\r\ncontent-length: 4\r\n\r\nab');
  await sleep(2_500);
  const said = new Promise<string>((resolve) => socket.once('data', (data) => resolve(String(data))));
  socket.write('cd');
  expect(await said).toMatch(/^HTTP\/1.1 201 /);
});
