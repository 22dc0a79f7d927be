import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';

test('production without a word of who takes the money ends the start before anything is made', { timeout: 60_000 }, async () => {
  const parent = mkdtempSync(join(tmpdir(), 'cartograph-provider-'));
  onTestFinished(() => rmSync(parent, { recursive: true, force: true }));
  const dataDir = join(parent, 'data');
  const start = (env: Record<string, string>) =>
    promisify(execFile)(process.execPath, [join(import.meta.dirname, 'main.ts')], {
      env: { PATH: process.env['PATH'], DATA_DIR: dataDir, NODE_ENV: 'production', PORT: '0', ...env },
    });
  for (const env of [{}, { PAYMENTS: 'nobody' }])
    await expect(start(env)).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^PAYMENTS: must name the payment provider, one of: simulator [^\n]+\n$/),
    });
  expect(existsSync(dataDir)).toBe(false);
});
