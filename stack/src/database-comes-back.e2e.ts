import { existsSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { dataFolder, npmStart, processesOn } from './testing/npm-start.ts';

const postmaster = (dataDir: string): number => Number(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
const ready = (url: string) =>
  fetch(`${url}/health/ready`).then(
    ({ status }) => status,
    () => 0,
  );

test.each(['SIGKILL', 'SIGQUIT'] as const)('a PostgreSQL that ends by %s is started again, and stopped with the shop', async (signal) => {
  const dataDir = dataFolder();
  const stack = npmStart(dataDir, { SEED: 'none' });
  await stack.ready();
  const first = postmaster(dataDir);
  process.kill(first, signal);
  await expect.poll(stack.output, { timeout: 15_000 }).toContain('PostgreSQL ended unexpectedly and was started again');
  await expect.poll(() => ready(stack.url), { timeout: 15_000 }).toBe(200);
  expect(postmaster(dataDir)).not.toBe(first);
  stack.signal('SIGTERM');
  await stack.ended;
  await expect.poll(() => processesOn(dataDir)).toEqual([]);
  await expect.poll(() => existsSync(join(dataDir, 'lock'))).toBe(false);
});

test('a PostgreSQL that cannot come back ends the shop with one sentence', async () => {
  const dataDir = dataFolder();
  const stack = npmStart(dataDir, { SEED: 'none' });
  await stack.ready();
  const control = join(dataDir, 'postgres', 'global', 'pg_control');
  renameSync(control, `${control}.away`);
  process.kill(postmaster(dataDir), 'SIGKILL');
  expect(await stack.ended).toBe(1);
  expect(stack.output()).toMatch(/^PostgreSQL ended unexpectedly and does not come back; its log says why: .*postgres\.log\.$/m);
  expect(processesOn(dataDir)).toEqual([]);
  expect(existsSync(join(dataDir, 'lock'))).toBe(false);
});
