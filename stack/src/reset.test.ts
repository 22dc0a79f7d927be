import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';

test('a folder whose secrets are cut off can be emptied, as a start on it advises', { timeout: 60_000 }, async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'cartograph-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true }));
  mkdirSync(join(dataDir, 'postgres'));
  writeFileSync(join(dataDir, 'postgres/PG_VERSION'), '18');
  writeFileSync(join(dataDir, 'secrets.json'), '{ "postgres": "cut o');
  const run = (file: string) =>
    promisify(execFile)(process.execPath, [join(import.meta.dirname, `${file}.ts`)], {
      env: { PATH: process.env['PATH'], DATA_DIR: dataDir, PORT: '0', SEED: 'none' },
    });
  await expect(run('main')).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^DATA_DIR: .* npm run reset to start empty\.$/m) as string,
  });
  expect((await run('reset')).stdout).toBe(`deleted all data of ${dataDir}\n`);
  expect(readdirSync(dataDir)).toEqual([]);
});
