import { existsSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openDatabase } from '@cartograph/kit/db';
import { uuidv7 } from '@cartograph/kit/ids';
import { silentLog } from '@cartograph/kit/log';
import { freshDatabaseUrl } from '@cartograph/kit/testing/fresh-database';
import S3rver from 's3rver';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createUploads } from '#media/create-uploads';
import { openFolder } from '#media/files/folder';
import type { MediaFiles } from '#media/files/media-files';
import { openS3 } from '#media/files/s3';
import type { MediaDeps } from '#media/media-deps';
import { loadMediaOf, lockPictures, replacePictures, updateTexts } from '#media/media-store';
import { resolveMedia } from '#media/resolve-media';
import type { MediaInput } from '#media/rules/media-input';
import { sweepMedia } from '#media/sweep-media';
import { takeUpload } from '#media/take-upload';
import { photo } from '#testing/pictures';

const folder = mkdtempSync(join(tmpdir(), 'media-'));
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
afterAll(() => server.close());

interface Kept {
  open: () => MediaFiles;
  /** Of one picture. */
  names: (id: string) => string[];
}

const filesIn = (path: string): string[] => (existsSync(path) ? readdirSync(path) : []);

const kinds: Readonly<Record<string, Kept>> = {
  'a folder': { open: () => openFolder(folder), names: (id) => filesIn(join(folder, id.slice(-2), id)) },
  'an S3 bucket': {
    open: () => openS3({ url: `http://127.0.0.1:${port}/pictures`, region: 'us-east-1', keyId: 'S3RVER', secret: 'S3RVER' }),
    names: (id) => filesIn(join(buckets, 'pictures', id)),
  },
};

describe.each(Object.entries(kinds))('pictures kept in %s', (_kind, { open, names }) => {
  let db: Database;
  let deps: MediaDeps;
  beforeAll(async () => {
    db = openDatabase({ url: await freshDatabaseUrl('products'), log: silentLog() });
    deps = { db, files: open(), log: silentLog(), publicUrl: 'http://shop.test', secret: 's', hosts: ['img.example'] };
  });
  afterAll(() => db.close());

  const path = ['product', 'media'];
  const query = (text: string, values: unknown[] = []) => db.query({ text, values });

  async function ask(): Promise<{ id: string; expires: string | null; signature: string | null }> {
    const outcome = await createUploads(deps, [{ filename: 'a.jpg', contentType: 'image/jpeg', bytes: 10 }]);
    if (outcome.kind !== 'created') throw new Error('no upload');
    const url = new URL(outcome.uploads[0]?.url ?? '');
    return {
      id: url.pathname.split('/').at(-1) ?? '',
      expires: url.searchParams.get('expires'),
      signature: url.searchParams.get('signature'),
    };
  }

  async function uploaded(background?: string): Promise<string> {
    const upload = await ask();
    const bytes = await photo(40, 30, background);
    expect(await takeUpload(deps, upload, async () => bytes)).toMatchObject({ kind: 'taken' });
    return upload.id;
  }

  async function resolved(inputs: MediaInput[], fetch?: (url: string) => Promise<{ kind: 'fetched'; bytes: Buffer }>) {
    const outcome = await resolveMedia(deps, inputs, path, fetch);
    if (outcome.kind !== 'resolved') throw new Error(JSON.stringify(outcome));
    return outcome.media;
  }

  const attach = async (id: string, inputs: MediaInput[]) => {
    const { ids, texts } = await resolved(inputs);
    await db.transaction(async (tx) => {
      expect((await lockPictures(tx, ids)).size).toBe(ids.length);
      await updateTexts(tx, texts);
      await replacePictures(tx, 'PRODUCT', [{ id, ids }]);
    });
  };
  const ofProduct = async (id: string) => (await loadMediaOf(db, 'PRODUCT', [id])).map((media) => media.id);

  test('pictures stand in the order that staff gives them, and what is not said of one stays', async () => {
    const product = uuidv7();
    const [one, two, three] = [await uploaded(), await uploaded(), await uploaded()];
    await attach(product, [{ uploadId: one }, { uploadId: two, alt: 'Two', translations: [{ locale: 'de', alt: 'Zwei' }] }]);
    await attach(product, [{ id: one }, { id: two }]);
    expect(await ofProduct(product)).toEqual([one, two]);
    await attach(product, [{ id: three }, { id: two, focalX: 0.5 }]);
    expect(await loadMediaOf(db, 'PRODUCT', [product])).toMatchObject([
      { id: three, alt: null },
      { id: two, alt: 'Two', altTranslations: { de: 'Zwei' }, focalX: 0.5, focalY: null },
    ]);
    await attach(product, []);
    expect(await ofProduct(product)).toEqual([]);
  });

  test('each wrong picture is told with its place, and nothing is written', async () => {
    const one = await uploaded();
    const outcome = await resolveMedia(
      deps,
      [{ id: uuidv7() }, { uploadId: (await ask()).id }, { id: 'x' }, { id: one }, { id: one }],
      path,
    );
    expect(outcome).toMatchObject({
      kind: 'invalid',
      fields: [
        { path: ['product', 'media', '0', 'id'] },
        { path: ['product', 'media', '1', 'uploadId'] },
        { path: ['product', 'media', '2', 'id'] },
      ],
    });
    expect(await resolveMedia(deps, [{ id: one }, { id: one }], path)).toMatchObject({
      kind: 'invalid',
      fields: [{ path: ['product', 'media', '1'] }],
    });
  });

  test('a picture of an address is fetched once, also by two at once', async () => {
    const bytes = await photo(30, 30);
    let fetched = 0;
    const fetch = async () => {
      fetched += 1;
      return { kind: 'fetched' as const, bytes };
    };
    const url = 'https://img.example/a.jpg';
    const [one, two] = await Promise.all([resolved([{ url }], fetch), resolved([{ url }], fetch)]);
    expect(one.ids).toEqual(two.ids);
    const before = fetched;
    expect((await resolved([{ url }], fetch)).ids).toEqual(one.ids);
    expect(fetched).toBe(before);
    expect(await query('select id from media where source_url is not null')).toHaveLength(1);
  });

  test('an upload that stopped leaves no file and no row, and one that is used stays', async () => {
    const [stopped, refused, used] = [await ask(), await ask(), await uploaded()];
    await expect(takeUpload(deps, stopped, () => Promise.reject(new Error('the sender left')))).rejects.toThrow('left');
    expect(await takeUpload(deps, refused, async () => Buffer.from('no picture'))).toMatchObject({ kind: 'refused' });
    expect(names(stopped.id)).toEqual([]);
    expect(names(refused.id)).toEqual([]);
    const product = uuidv7();
    await attach(product, [{ id: used }]);
    await query(`update media_uploads set expires_at = now() - interval '11 minutes'`);
    await query(`update media set touched_at = now() - interval '2 days'`);
    const swept = await sweepMedia(deps);
    expect(swept.uploads).toBeGreaterThanOrEqual(2);
    expect(await query('select id from media_uploads')).toEqual([]);
    expect(await ofProduct(product)).toEqual([used]);
    expect(names(used).length).toBeGreaterThan(0);
  });

  test('what nothing shows is let go a day later, and its files an hour after that: a backup of the time between has them', async () => {
    const product = uuidv7();
    const [shown, dropped, young] = [await uploaded(), await uploaded(), await uploaded()];
    await attach(product, [{ id: shown }, { id: dropped }]);
    await attach(product, [{ id: shown }]);
    await query(`update media set touched_at = now() - interval '25 hours' where id = any($1)`, [[shown, dropped]]);
    expect(await sweepMedia(deps)).toMatchObject({ media: 1 });
    expect((await query('select id from media where id = any($1)', [[shown, dropped, young]])).map(({ id }) => String(id)).sort()).toEqual(
      [shown, young].sort(),
    );
    expect(names(dropped).length).toBeGreaterThan(0);
    await query(`update media_gone set gone_at = now() - interval '61 minutes' where id = $1`, [dropped]);
    expect((await sweepMedia(deps)).files).toBeGreaterThanOrEqual(1);
    expect(names(dropped)).toEqual([]);
    expect(names(shown).length).toBeGreaterThan(0);
  });

  test('a picture that goes while it is being attached is missed by who locks it', async () => {
    const one = await uploaded();
    const media = await resolved([{ id: one }]);
    await query('delete from media where id = $1', [one]);
    expect((await db.transaction((tx) => lockPictures(tx, media.ids))).size).toBe(0);
  });

  test('no more than 500 uploads wait at a time', async () => {
    const files = Array.from({ length: 20 }, () => ({ filename: 'a.jpg', contentType: 'image/jpeg', bytes: 10 }));
    let created = 0;
    for (let call = 0; call < 30; call += 1) if ((await createUploads(deps, files)).kind === 'created') created += 20;
    expect(created).toBeGreaterThan(400);
    expect(created).toBeLessThanOrEqual(500);
    await query('delete from media_uploads');
  });
});
