import sharp from 'sharp';
import { flatPng } from '#testing/flat-png';
import { photo } from '#testing/pictures';

/** What somebody sends as a picture. */
export interface Attack {
  readonly bytes: Buffer;
  readonly filename?: string;
  /** Taken, and none of this is left of it; `undefined`: refused. */
  readonly leaves?: readonly string[];
}

const script = '<script>alert(document.domain)</script>';
const svg = (inner: string, head = ''): Buffer =>
  Buffer.from(
    `${head}<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100" onload="alert(1)">${inner}<rect width="9" height="9"/></svg>`,
  );
const behind = async (picture: Promise<Buffer>, rider: string): Promise<Attack> => ({
  bytes: Buffer.concat([await picture, Buffer.from(rider, 'latin1')]),
  leaves: [rider],
});
const plain = () => sharp({ create: { width: 64, height: 64, channels: 3, background: '#31506b' } });

/** By what it is; each with a file name that means harm where it says so. */
export const attacks: Readonly<Record<string, () => Promise<Attack>>> = {
  'a JPEG that is a page as well': () => behind(photo(64, 64), script),
  'a PNG that is an archive as well': () => behind(plain().png().toBuffer(), 'PK\u0003\u0004evil.html'),
  'a GIF that is a script as well': () => behind(plain().gif().toBuffer(), '*/=1;alert(document.cookie)//'),
  'a WebP with a document behind it': () => behind(plain().webp().toBuffer(), '%PDF-1.7 /JavaScript (app.alert)'),
  'a photo that tells where it was taken, and a script in its description': async () => ({
    bytes: await plain()
      .withExif({ IFD0: { Artist: 'Ada Lovelace', ImageDescription: script } })
      .jpeg()
      .toBuffer(),
    leaves: ['Ada Lovelace', '<script'],
  }),
  'a drawing with a script': async () => ({ bytes: svg(script), leaves: ['<script', 'onload', '<svg'] }),
  'a drawing that loads a file and an address of the inside': async () => ({
    bytes: svg('<image href="file:///etc/passwd" width="9" height="9"/><image href="http://127.0.0.1:1/x" width="9" height="9"/>'),
    leaves: ['file://', '127.0.0.1'],
  }),
  'a drawing that names a file of the machine as an entity': async () => ({
    bytes: svg('<text>&x;</text>', '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
  }),
  'a drawing that grows when it is read': async () => ({
    bytes: svg('<text>&b;</text>', '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'),
  }),
  'a PNG of 100 million points': async () => ({ bytes: flatPng(10_000, 10_000) }),
  'a page that says it is a JPEG': async () => ({ bytes: Buffer.from(`<!doctype html>${script}`), filename: 'mug.jpg' }),
  'a script of the shell': async () => ({ bytes: Buffer.from('#!/bin/sh\nrm -rf /'), filename: 'mug.sh' }),
  'the beginning of a PNG': async () => ({ bytes: Buffer.from('\u0089PNG\r\n\u001a\n but not one', 'latin1') }),
  'half a JPEG': async () => {
    const whole = await photo();
    return { bytes: whole.subarray(0, Math.floor(whole.length / 4)) };
  },
  nothing: async () => ({ bytes: Buffer.alloc(0) }),
  'a name that climbs out of its folder': async () => ({
    bytes: await photo(64, 64),
    filename: '../../../../../../tmp/climbed.jpg',
    leaves: [],
  }),
  'a name from the root of the machine': async () => ({ bytes: await photo(64, 64, '#101010'), filename: '/etc/cron.d/mug', leaves: [] }),
  'a name with a backslash, a zero and a page in it': async () => ({
    bytes: await photo(64, 64, '#202020'),
    filename: `..\\..\\a\u0000${script}.php`,
    leaves: [],
  }),
};
