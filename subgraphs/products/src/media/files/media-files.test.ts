import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { uuidv7 } from '@cartograph/kit/ids';
import S3rver from 's3rver';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { openFolder } from '#media/files/folder';
import type { MediaFiles } from '#media/files/media-files';
import { openS3 } from '#media/files/s3';

const folder = mkdtempSync(join(tmpdir(), 'pictures-'));
const buckets = mkdtempSync(join(tmpdir(), 'buckets-'));
const server = new S3rver({
  port: 0,
  address: '127.0.0.1',
  silent: true,
  directory: buckets,
  configureBuckets: [{ name: 'pictures', configs: [] }],
});
let port = 0;
beforeAll(async () => {
  ({ port } = await server.run());
});
afterAll(async () => {
  await server.close();
  for (const path of [folder, buckets]) rmSync(path, { recursive: true, force: true });
});

const keys = { region: 'us-east-1', keyId: 'S3RVER', secret: 'S3RVER' };
const stores: Readonly<Record<string, () => MediaFiles>> = {
  'a folder': () => openFolder(folder),
  'an S3 bucket': () => openS3({ url: `http://127.0.0.1:${port}/pictures`, ...keys }),
};
const name = `${'a'.repeat(32)}-320.webp`;
const bytes = Buffer.from('0123456789');
const nothing = Readable.from([]);

describe.each(Object.keys(stores))('pictures in %s', (kind) => {
  let files: MediaFiles;
  beforeAll(() => {
    files = stores[kind]?.() ?? openFolder(folder);
  });

  test('come back as they were put, all of one and a part of it', async () => {
    const id = uuidv7();
    await files.put(id, name, bytes, 'image/webp');
    expect(await files.size(id, name)).toBe(10);
    expect(await files.read(id, name)).toEqual(bytes);
    const all = await files.open(id, name);
    expect(await buffer(all ?? nothing)).toEqual(bytes);
    const part = await files.open(id, name, { first: 2, last: 4 });
    expect(String(await buffer(part ?? nothing))).toBe('234');
  });

  test('that were never put are not there, and asking for them is no fault', async () => {
    const id = uuidv7();
    expect([await files.size(id, name), await files.read(id, name), await files.open(id, name)]).toEqual([undefined, undefined, undefined]);
    await files.remove(id);
  });

  test('may be put again, by two at once as well', async () => {
    const id = uuidv7();
    await Promise.all(Array.from({ length: 8 }, () => files.put(id, name, bytes, 'image/webp')));
    expect(await files.read(id, name)).toEqual(bytes);
  });

  test('go together, and those of others stay', async () => {
    const [one, other] = [uuidv7(), uuidv7()];
    for (const each of [name, `${'b'.repeat(32)}.webp`, `${'c'.repeat(32)}-160.avif`]) await files.put(one, each, bytes, 'image/webp');
    await files.put(other, name, bytes, 'image/webp');
    await files.remove(one);
    await files.remove(one);
    expect([await files.size(one, name), await files.size(other, name)]).toEqual([undefined, 10]);
  });

  test('of a megabyte and more are whole', async () => {
    const [id, large] = [uuidv7(), Buffer.alloc(3_000_000, 'picture')];
    await files.put(id, name, large, 'image/webp');
    expect((await files.read(id, name))?.equals(large)).toBe(true);
  });
});

test.each(['../../etc/passwd', '..', 'a/b.webp', '/etc/passwd', 'A.webp', '', 'a..b', `${'a'.repeat(200)}`])(
  'no file of the folder is called %j',
  async (wrong) => {
    const files = openFolder(folder);
    await expect(files.put(uuidv7(), wrong, bytes, 'image/webp')).rejects.toThrow('no name');
    await expect(files.put(`../${uuidv7()}`, name, bytes, 'image/webp')).rejects.toThrow('no id');
    expect(existsSync(join(folder, '..', 'etc'))).toBe(false);
  },
);

test('a put that fails leaves nothing in the folder', async () => {
  const id = uuidv7();
  // Of its own: another picture's folder may have the name of this one's.
  const empty = mkdtempSync(join(folder, 'empty-'));
  writeFileSync(join(empty, id.slice(-2)), 'something is in the way', { flag: 'wx' });
  await expect(openFolder(empty).put(id, name, bytes, 'image/webp')).rejects.toThrow();
  rmSync(join(empty, id.slice(-2)));
  await openFolder(empty).put(id, name, bytes, 'image/webp');
  expect(readdirSync(join(empty, id.slice(-2), id))).toEqual([name]);
});

test('a bucket that refuses or says nothing is a fault, and tells neither its key nor its address', async () => {
  const wrong = openS3({ url: `http://127.0.0.1:${port}/pictures`, ...keys, keyId: 'another' });
  await expect(wrong.put(uuidv7(), name, bytes, 'image/webp')).rejects.toThrow(/^the store of pictures answered 403$/);
  const silent = createServer(() => undefined).listen(0, '127.0.0.1');
  await new Promise((resolve) => silent.once('listening', resolve));
  onTestFinished(() => {
    silent.closeAllConnections();
    silent.close();
  });
  const { port: at } = silent.address() as AddressInfo;
  await expect(openS3({ url: `http://127.0.0.1:${at}/pictures`, ...keys, answerMs: 100 }).size(uuidv7(), name)).rejects.toThrow();
});
