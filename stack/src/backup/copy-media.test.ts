import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { copyMedia, restoreMedia } from './copy-media.ts';
import { type Manifest, writeManifest } from './manifest.ts';

const id = '0199f0c4-8a53-7d07-9c0d-5a4f7a3d2b10';
const hash = 'a'.repeat(32);
const photo = `media/10/${id}/${hash}.webp`;

function folders(): { dataDir: string; draft: string; restored: string } {
  const root = mkdtempSync(join(tmpdir(), 'pictures-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  const made = { dataDir: join(root, 'shop'), draft: join(root, 'backup'), restored: join(root, 'restored') };
  for (const folder of Object.values(made)) mkdirSync(folder);
  return made;
}

function put(folder: string, path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

async function backedUp() {
  const { dataDir, draft, restored } = folders();
  put(dataDir, photo, 'a photograph');
  for (const made of [`${hash}-320.avif`, `${hash}.webp.01234567.part`]) put(dataDir, `media/10/${id}/${made}`, 'made of it');
  const { files } = await copyMedia(dataDir, draft, () => undefined);
  const manifest: Manifest = { format: 1, madeAt: '', postgres: '18', folders: [], files };
  writeManifest(draft, manifest);
  return { dataDir, draft, restored, manifest };
}

test('a backup has of each picture what its sizes are made of, and a restore brings it back', async () => {
  const { draft, restored, manifest } = await backedUp();
  expect(manifest.files.map(({ path }) => path)).toEqual([photo]);
  restoreMedia(draft, manifest, restored);
  expect(readFileSync(join(restored, photo), 'utf8')).toBe('a photograph');
});

test('a picture that is not as it was written is told, and none is restored', async () => {
  const { draft, restored, manifest } = await backedUp();
  writeFileSync(join(draft, photo), 'another one..');
  expect(() => restoreMedia(draft, manifest, restored)).toThrow(/is damaged: media\//);
  expect(existsSync(join(restored, 'media'))).toBe(false);
});

test('a shop without pictures has a backup without them', async () => {
  const { dataDir, draft } = folders();
  expect(await copyMedia(dataDir, draft, () => undefined)).toEqual({ folders: [], files: [] });
});
