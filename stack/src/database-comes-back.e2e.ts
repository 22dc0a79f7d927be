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

test('a PostgreSQL that ends, killed or by a crash of its own, is started again each time, and stopped with the shop', async () => {
  const dataDir = dataFolder();
  const stack = npmStart(dataDir, { SEED: 'none' });
  await stack.ready();
  const comebacks = (): number => stack.output().split('PostgreSQL ended unexpectedly and was started again').length - 1;
  for (const [before, signal] of (['SIGKILL', 'SIGQUIT'] as const).entries()) {
    const ended = postmaster(dataDir);
    process.kill(ended, signal);
    await expect.poll(comebacks, { timeout: 60_000 }).toBe(before + 1);
    await expect.poll(() => ready(stack.url), { timeout: 60_000 }).toBe(200);
    expect(postmaster(dataDir)).not.toBe(ended);
  }
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
