import { guest } from '@cartograph/kit/caller';
import { uuidFromName } from '@cartograph/kit/ids';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { form, openPictureShop, type PictureShop, photo } from '#testing/pictures';
import { customer } from '#testing/shop';

let shop: PictureShop;
beforeAll(async () => {
  shop = await openPictureShop();
});

const svg = (colour: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="400" viewBox="0 0 400 400"><rect width="400" height="400" fill="${colour}"/></svg>`;
const mug = uuidFromName('product classic-mug');

describe('an upload', () => {
  test('is taken once, by its address alone', async () => {
    const { answer, path, id } = await shop.upload(await photo());
    expect([answer.status, await answer.json()]).toEqual([201, { id, width: 600, height: 400 }]);
    expect((await shop.ask(path, { method: 'POST', body: form(await photo()) })).status).toBe(410);
  });

  test('goes to nobody without its signature, and to nobody who changed it', async () => {
    const { path } = await shop.upload(await photo());
    const [address = '', asked = ''] = path.split('?');
    const other = path.replace(/uploads\/[0-9a-f]{8}/, 'uploads/00000000');
    for (const wrong of [
      address,
      other,
      `${address}?${asked.replace(/expires=\d+/, 'expires=9999999999')}`,
      `${address}?expires=1&signature=`,
    ])
      expect((await shop.ask(wrong, { method: 'POST', body: form(await photo()) })).status).toBe(404);
  });

  test('of what is no picture is refused, and its address is used', async () => {
    const { answer, path } = await shop.upload(Buffer.from('<html><script>alert(1)</script></html>'), '../../../etc/passwd\u0000.jpg');
    expect([answer.status, (await answer.json()) as unknown]).toMatchObject([422, { message: expect.stringContaining('no picture') }]);
    expect((await shop.ask(path, { method: 'POST', body: form(await photo()) })).status).toBe(410);
  });

  test('of more than 10 MB, or of no form, is refused', async () => {
    expect((await shop.upload(Buffer.alloc(10 * 1024 * 1024 + 1))).answer.status).toBe(413);
    const { path } = await shop.upload(await photo());
    expect((await shop.ask(path, { method: 'POST' })).status).toBe(415);
  });

  test.each([
    ['says no boundary', 'multipart/form-data', '--x'],
    ['has none of its boundaries', 'multipart/form-data; boundary=x', 'no form at all'],
    [
      'breaks off within the picture',
      'multipart/form-data; boundary=x',
      '--x\r\ncontent-disposition: form-data; name="file"; filename="a.png"\r\n\r\n\x89PNG',
    ],
    ['has a boundary that is too long', `multipart/form-data; boundary=${'b'.repeat(500)}`, 'x'],
  ])('of a form that %s is refused as its sender’s mistake', async (_what, type, body) => {
    const { path } = await shop.place();
    const answer = await shop.ask(path, { method: 'POST', headers: { 'content-type': type }, body });
    expect([answer.status, (await answer.json()) as unknown]).toMatchObject([
      422,
      { message: expect.stringContaining('multipart/form-data') },
    ]);
  });

  test('is asked for by staff alone', async () => {
    const query = 'mutation { createMediaUploads(input: { files: [] }) { __typename ... on InvalidInput { path } } }';
    for (const caller of [guest, customer]) {
      const { errors } = await shop.room.execute({ query, variables: {} }, caller);
      expect(errors?.[0]?.extensions?.['code']).toBe(caller === guest ? 'UNAUTHENTICATED' : 'FORBIDDEN');
    }
    expect(await shop.graph(query)).toEqual({ createMediaUploads: { __typename: 'InvalidInput', path: ['files'] } });
  });
});

describe('a picture', () => {
  const drawing = {
    id: uuidFromName('a drawing of the mug'),
    svg: svg('#31506b'),
    width: 400,
    height: 400,
    alt: 'A blue mug',
    owners: [{ type: 'PRODUCT' as const, id: mug, position: 0 }],
  };
  const shown = async () => {
    const { product } = await shop.graph<{ product: { media: [{ avif: string; best: string; svg: string; alt: string; width: number }] } }>(
      `{ product(slug: "classic-mug") { media(first: 1) { alt(locale: "de") width avif: url(width: 300, format: AVIF) best: url(width: 300) svg: url(format: SVG) } } }`,
    );
    return product.media[0];
  };
  const pathOf = (url: string): string => url.replace('http://shop.test', '');

  beforeAll(async () => {
    expect(await shop.room.commands.importDrawings([drawing])).toBe(1);
    expect(await shop.room.commands.importDrawings([drawing])).toBe(0);
  });

  test('is told with its addresses, which name its bytes', async () => {
    const media = await shown();
    expect(media).toMatchObject({ alt: 'A blue mug', width: 400 });
    expect(media.avif).toMatch(new RegExp(`^http://shop.test/media/${drawing.id}/[0-9a-f]{32}-320.avif$`));
    expect(await shop.graph('{ product(slug: "assam") { media { id } variants { media { id } } categories { media { id } } } }')).toEqual({
      product: { media: [], variants: [{ media: [] }], categories: [{ media: null }] },
    });
  });

  test('is made once, however many ask at the same time, and kept for good', async () => {
    const path = pathOf((await shown()).avif);
    const answers = await Promise.all(Array.from({ length: 8 }, () => shop.ask(path)));
    const bodies = await Promise.all(answers.map(async (answer) => Buffer.from(await answer.arrayBuffer())));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(bodies.map((body) => body.toString('base64'))).size).toBe(1);
    expect((await sharp(bodies[0]).metadata()).width).toBe(320);
    const headers = Object.fromEntries(answers[0]?.headers ?? []);
    expect(headers).toMatchObject({
      'content-type': 'image/avif',
      'cache-control': 'public, max-age=31536000, immutable',
      etag: expect.stringMatching(/^"[0-9a-f]{32}-320\.avif"$/),
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringMatching(/^default-src 'none'.*sandbox/),
    });
    expect(headers['vary']).toBeUndefined();
  });

  test('comes as what the browser asks for, and caches are told so', async () => {
    const path = pathOf((await shown()).best);
    for (const [accept, type] of [
      ['image/avif,*/*', 'image/avif'],
      ['image/webp,*/*', 'image/webp'],
      ['*/*', 'image/jpeg'],
    ] as const) {
      const { headers } = await shop.ask(path, { headers: { accept } });
      expect([headers.get('content-type'), headers.get('vary')]).toEqual([type, 'Accept']);
    }
  });

  test('in part, known already, or its head alone', async () => {
    const path = pathOf((await shown()).svg);
    const all = await shop.ask(path);
    const [etag, text] = [all.headers.get('etag') ?? '', await all.text()];
    expect([all.headers.get('content-type'), text]).toEqual(['image/svg+xml', drawing.svg]);
    const part = await shop.ask(path, { headers: { range: 'bytes=1-3' } });
    expect([part.status, await part.text(), part.headers.get('content-range')]).toEqual([206, 'svg', `bytes 1-3/${text.length}`]);
    expect((await shop.ask(path, { headers: { range: 'bytes=99999-' } })).status).toBe(416);
    expect((await shop.ask(path, { headers: { 'if-none-match': `W/${etag}, "x"` } })).status).toBe(304);
    const head = await shop.ask(path, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, String(text.length), '']);
  });

  test.each(['320.avif', '/%2e%2e', '0'.repeat(32), `${'0'.repeat(32)}-320.avif`, `${'0'.repeat(32)}-321.avif`])(
    'is not at …/%s',
    async (name) => {
      const { status, headers } = await shop.ask(`/media/${drawing.id}/${name}`);
      expect([status, headers.get('cache-control')]).not.toContain(200);
      expect(headers.get('cache-control') ?? 'no-store').toBe('no-store');
    },
  );

  test('that was uploaded is as wide as it is', async () => {
    const { id } = await shop.upload(await photo(300, 200));
    expect((await shop.ask(`/media/${id}/${'0'.repeat(32)}-320.webp`)).status).toBe(404);
  });
});
