import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { readStackConfig } from './config.ts';
import { refuseExposedDemo } from './demo-public.ts';

test('the demo beyond this machine ends the start before anything is made', { timeout: 30_000 }, async () => {
  const parent = mkdtempSync(join(tmpdir(), 'cartograph-demo-'));
  onTestFinished(() => rmSync(parent, { recursive: true, force: true }));
  const dataDir = join(parent, 'data');
  const env = { PATH: process.env['PATH'], DATA_DIR: dataDir, HOST: '0.0.0.0', PORT: '0' };
  const start = promisify(execFile)(process.execPath, [join(import.meta.dirname, 'main.ts')], { env });
  await expect(start).rejects.toMatchObject({ code: 1, stderr: expect.stringMatching(/^HOST: [^\n]+DEMO_PUBLIC=yes[^\n]+\n$/) });
  expect(existsSync(dataDir)).toBe(false);
});

test.each(['0.0.0.0', '::', '192.168.1.2', 'shop.example', '128.0.0.1'])('%s has no demo unless that is meant', (HOST) => {
  const refuse = (env: Record<string, string>) => () => refuseExposedDemo(readStackConfig({ HOST, ...env }));
  expect(refuse({})).toThrow('public passwords');
  expect(refuse({ DEMO_PUBLIC: 'no' })).toThrow('public passwords');
  for (const env of [{ DEMO_PUBLIC: 'yes' }, { SEED: 'none' }, { NODE_ENV: 'production' }]) expect(refuse(env)).not.toThrow();
});

test.each(['127.0.0.1', '127.0.1.1', '::1', 'localhost'])('%s has it', (HOST) => {
  expect(() => refuseExposedDemo(readStackConfig({ HOST }))).not.toThrow();
});

test('never in production, whoever means it', () => {
  expect(() => readStackConfig({ NODE_ENV: 'production', SEED: 'demo', DEMO_PUBLIC: 'yes' })).toThrow('SEED');
  expect(() => readStackConfig({ DEMO_PUBLIC: 'maybe' })).toThrow('DEMO_PUBLIC: yes or no');
});
