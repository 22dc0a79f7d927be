import { existsSync } from 'node:fs';
import { request } from 'node:http';
import { guest, signCaller } from '@cartograph/kit/caller';
import { signedText } from '@cartograph/kit/pages';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { attacks } from '#testing/attacks';
import { type MediaStore, mediaStores } from '#testing/media-stores';
import { openPictureShop, type PictureShop, photo, roomSecret } from '#testing/pictures';

describe.each(Object.entries(mediaStores))('what is sent as a picture, where pictures lie in %s', (_kind, openStore) => {
  let store: MediaStore & { close(): Promise<void> };
  let shop: PictureShop;
  beforeAll(async () => {
    store = await openStore();
    shop = await openPictureShop(store.dataDir);
  });
  afterAll(() => store.close());

  const namesOf = (id: string): string[] => store.files().flatMap((file) => (file.startsWith(`${id}/`) ? [file.slice(id.length + 1)] : []));
  const tryAgain = async (path: string) => (await shop.ask(path, { method: 'POST', body: new FormData() })).status;

  test.each(Object.entries(attacks))('%s: refused without a trace, or nothing of it is left', async (_name, make) => {
    const { bytes, filename, leaves } = await make();
    const { id, path, answer } = await shop.upload(bytes, filename);
    expect(await tryAgain(path)).toBe(410);
    if (leaves === undefined) {
      expect(answer.status).toBe(422);
      expect(namesOf(id)).toEqual([]);
      return;
    }
    expect(answer.status).toBe(201);
    const [kept = ''] = namesOf(id);
    expect(kept).toMatch(/^[0-9a-f]{32}\.webp$/);
    for (const left of leaves) expect(bytes.toString('latin1')).toContain(left);
    for (const [extension, type] of Object.entries({ jpg: 'image/jpeg', webp: 'image/webp', avif: 'image/avif' })) {
      const shown = await shop.ask(`/media/${id}/${kept.replace('.webp', '')}-160.${extension}`);
      const drawn = Buffer.from(await shown.arrayBuffer());
      expect([shown.status, shown.headers.get('content-type'), shown.headers.get('x-content-type-options')]).toEqual([
        200,
        type,
        'nosniff',
      ]);
      expect((await sharp(drawn).metadata()).width).toBeGreaterThan(0);
      for (const left of leaves) expect(drawn.toString('latin1')).not.toContain(left);
    }
    expect((await shop.ask(`/media/${id}/${kept.replace('webp', 'svg')}`)).status).toBe(404);
    expect(namesOf(id)).toHaveLength(4);
  });

  test('nothing was written but pictures under names of the shop, whatever they were called', () => {
    expect(store.files().length).toBeGreaterThan(0);
    for (const file of store.files()) expect(file).toMatch(/^[0-9a-f-]{36}\/[0-9a-f]{32}(-160)?\.(webp|jpg|avif)$/);
    expect(existsSync('/tmp/climbed.jpg')).toBe(false);
  });

  test('no address leads out of a picture’s own files', async () => {
    const { id } = await shop.upload(await photo(64, 64));
    const [kept = ''] = namesOf(id);
    for (const name of [kept, '..%2f..%2fetc%2fpasswd', '%2e%2e', `..%2f${id}%2f${kept}`, `${kept}%00.jpg`, '._S3rver_object'])
      expect((await shop.ask(`/media/${id}/${name}`)).status).toBeGreaterThanOrEqual(400);
  });

  test('a picture whose sender leaves in the middle leaves nothing, and its address is used', async () => {
    const { id, path } = await shop.place();
    const boundary = 'a-boundary';
    const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="mug.jpg"\r\ncontent-type: image/jpeg\r\n\r\n`;
    const whole = await photo();
    const sending = request(`${shop.room.url}${path}`, {
      method: 'POST',
      headers: {
        ...signCaller(roomSecret, 'products', guest, signedText('POST', path)),
        'content-type': `multipart/form-data; boundary=${boundary}`,
        'content-length': String(head.length + whole.length + boundary.length + 8),
      },
    });
    const left = new Promise((resolve) => sending.on('error', resolve));
    sending.write(head);
    sending.write(whole.subarray(0, whole.length / 2));
    const begun = () => shop.db.query({ text: 'select from media_uploads where id = $1 and begun_at is not null', values: [id] });
    while ((await begun()).length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    sending.destroy(new Error('left'));
    await left;
    expect(await tryAgain(path)).toBe(410);
    expect(namesOf(id)).toEqual([]);
    expect(await shop.db.query({ text: 'select from media where id = $1', values: [id] })).toEqual([]);
  });
});
