import sharp from 'sharp';
import { expect, test } from 'vitest';
import { makeVariant, pictureBounds, readPicture } from '#media/make-picture';
import { sniff } from '#media/rules/sniff';
import { flatPng } from '#testing/flat-png';

const photo = (width = 600, height = 400) => sharp({ create: { width, height, channels: 3, background: '#31506b' } });

const read = async (bytes: Buffer, bounds = pictureBounds) => {
  const outcome = await readPicture(bytes, bounds);
  if (outcome.kind !== 'read') throw new Error(JSON.stringify(outcome));
  return outcome.picture;
};

test.each(['jpeg', 'png', 'webp', 'gif', 'avif'] as const)(
  'a %s is kept as it is seen, and turned as its camera was held',
  async (format) => {
    const turned = format === 'jpeg' ? photo().withMetadata({ orientation: 6 }) : photo();
    const kept = await read(await turned.toFormat(format).toBuffer());
    expect(sniff(kept.bytes)).toBe('WEBP');
    expect([kept.width, kept.height]).toEqual(format === 'jpeg' ? [400, 600] : [600, 400]);
  },
);

test('where and by whom a picture was taken is nobody’s to know', async () => {
  const told = await photo()
    .withExif({ IFD0: { Artist: 'Ada Lovelace', Copyright: 'secret place' }, IFD3: { GPSLatitude: '51/1 30/1 0/1' } })
    .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></x:xmpmeta>')
    .jpeg()
    .toBuffer();
  expect(told.toString('latin1')).toContain('Ada Lovelace');
  const kept = await read(told);
  expect(kept.bytes.toString('latin1')).not.toContain('Ada Lovelace');
  const { exif, xmp, icc, iptc } = await sharp(kept.bytes).metadata();
  expect([exif, xmp, icc, iptc]).toEqual([undefined, undefined, undefined, undefined]);
});

test('a picture that is a page, a script or an archive as well is a picture alone', async () => {
  const script = '<script>alert(document.domain)</script>';
  const riders = [script, '%PDF-1.7 /JavaScript', 'PK\u0003\u0004evil.html', '<?php system($_GET[0]); ?>'];
  for (const rider of riders) {
    const polyglot = Buffer.concat([await photo().jpeg().toBuffer(), Buffer.from(rider)]);
    expect((await read(polyglot)).bytes.toString('latin1')).not.toContain(rider);
  }
  const commented = await photo()
    .withExif({ IFD0: { ImageDescription: script } })
    .jpeg()
    .toBuffer();
  expect((await read(commented)).bytes.toString('latin1')).not.toContain('<script');
});

test.each([
  ['a page', '<!doctype html><html><script>alert(1)</script></html>'],
  ['a script', '#!/bin/sh\nrm -rf /'],
  ['text', 'just words'],
  ['nothing', ''],
  ['the beginning of a PNG', '\u0089PNG\r\n\u001a\n but not one'],
])('%s is no picture, whatever it calls itself', async (_, text) => {
  expect(await readPicture(Buffer.from(text, 'latin1'))).toMatchObject({ kind: 'refused' });
});

test('a picture of 100 million points is refused by its head; with a larger bound it would be drawn', async () => {
  const flood = flatPng(10_000, 10_000);
  expect(flood.length).toBeLessThan(50_000);
  expect(await readPicture(flood)).toMatchObject({ kind: 'refused', why: expect.stringContaining('10000 x 10000') });
  expect(await readPicture(flatPng(20_000, 100))).toMatchObject({ kind: 'refused' });
  expect((await read(flatPng(3_000, 3_000))).width).toBe(3_000);
  expect(await readPicture(flatPng(3_000, 3_000), { ...pictureBounds, pixels: 8_000_000 })).toMatchObject({ kind: 'refused' });
});

test('of what moves the first picture stays, however many there are', async () => {
  const frames = Array.from({ length: 12 }, (_, index) =>
    photo(40, 40)
      .modulate({ hue: index * 30 })
      .png()
      .toBuffer(),
  );
  const moving = await sharp(await Promise.all(frames), { join: { animated: true } })
    .gif()
    .toBuffer();
  expect((await sharp(moving, { pages: -1 }).metadata()).pages).toBe(12);
  const kept = await read(moving);
  expect([kept.width, kept.height, (await sharp(kept.bytes).metadata()).pages ?? 1]).toEqual([40, 40, 1]);
});

test('a drawing of a stranger becomes points: its script, its links and what it would load stay behind', async () => {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="200" height="100" onload="alert(1)">
    <script>alert(1)</script><image xlink:href="file:///etc/passwd" width="10" height="10"/><image href="http://127.0.0.1:1/x.png" width="9" height="9"/>
    <foreignObject width="9" height="9"><iframe xmlns="http://www.w3.org/1999/xhtml" src="javascript:alert(1)"/></foreignObject><rect width="200" height="100" fill="#b5553c"/></svg>`;
  const kept = await read(Buffer.from(svg));
  expect(sniff(kept.bytes)).toBe('WEBP');
  expect([kept.width, kept.height]).toEqual([1_920, 960]);
});

test('a drawing that grows when it is read is refused', async () => {
  const laughs = `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><svg xmlns="http://www.w3.org/2000/svg"><text>&b;</text></svg>`;
  expect(await readPicture(Buffer.from(laughs))).toMatchObject({ kind: 'refused' });
  const vast = `<svg xmlns="http://www.w3.org/2000/svg" width="100000" height="100000"/>`;
  expect(await readPicture(Buffer.from(vast))).toMatchObject({ kind: 'refused' });
  expect(
    await readPicture(Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">${' '.repeat(2_000_000)}</svg>`)),
  ).toMatchObject({ kind: 'refused' });
});

test.each(['AVIF', 'WEBP', 'JPEG'] as const)('a picture is made as %s in a width, and a small one is not blown up', async (format) => {
  const kept = await photo().webp().toBuffer();
  const small = await makeVariant(kept, { format, width: 160, from: 'WEBP' });
  expect((await sharp(small).metadata()).width).toBe(160);
  expect(sniff(small ?? Buffer.alloc(0))).toBe(format);
  expect((await sharp(await makeVariant(kept, { format, width: 1_920, from: 'WEBP' })).metadata()).width).toBe(600);
});

test('a drawing of ours is as sharp as it is wide', async () => {
  const svg = Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="500" viewBox="0 0 400 500"><rect width="400" height="500" fill="#31506b"/></svg>',
  );
  const made = await sharp(await makeVariant(svg, { format: 'WEBP', width: 960, from: 'SVG' })).metadata();
  expect([made.width, made.height]).toEqual([960, 1_200]);
});
