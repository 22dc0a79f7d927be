import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Copied } from './copy-files.ts';
import { draftBackup } from './draft-backup.ts';

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'cartograph-'));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
}

const writing =
  (text: string, until: Promise<void> = Promise.resolve()) =>
  async (draft: string): Promise<Copied> => {
    writeFileSync(join(draft, 'data'), text);
    await until;
    return { folders: [''], files: [{ path: 'data', bytes: text.length, sha256: '' }] };
  };

test('two backups of one name never write over each other: the second is told of the first, which is whole', async () => {
  const base = folder();
  const target = join(base, 'night');
  let end = (): void => undefined;
  const first = draftBackup(target, writing('the first', new Promise((resolve) => (end = resolve))));
  await expect(draftBackup(target, writing('the second'))).rejects.toThrow(/night\.part is in use by process \d+ \(npm run backup\)/);
  end();
  expect(await first).toEqual({ files: 1, bytes: 9 });
  expect([readdirSync(base), readdirSync(target)]).toEqual([['night'], ['data']]);
  expect(readFileSync(join(target, 'data'), 'utf8')).toBe('the first');
});

test('what a killed backup left is removed by the next of its name', async () => {
  const target = join(folder(), 'night');
  mkdirSync(`${target}.part/postgres`, { recursive: true });
  writeFileSync(`${target}.part/lock`, '1:12@34 npm run backup');
  await draftBackup(target, writing('whole'));
  expect(readdirSync(target)).toEqual(['data']);
});

test.runIf(process.platform === 'linux')('a place that keeps nothing is named at once', async () => {
  await expect(draftBackup('/proc/night', writing('nothing'))).rejects.toThrow(/^\/proc\/night\.part cannot be written/);
});
