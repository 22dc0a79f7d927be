import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startStack } from '@cartograph/stack/start-stack';
import { prepareFolder } from '@cartograph/stack/testing/prepared-folder';
import { expect, onTestFinished, test } from 'vitest';
import { makeDataFolder, removeDataFolder } from '../support/data-folder.ts';
import { placeOrder, purchase } from '../support/place-order.ts';
import { runCommand } from './run-command.ts';

function folder(): string {
  const made = makeDataFolder();
  onTestFinished(() => removeDataFolder(made));
  return made;
}

const isThere = (path: string) => (): boolean => existsSync(path);
const cwd = fileURLToPath(new URL('../../', import.meta.url));

/** Ends with `kill -9` as soon as `moment` has come. */
async function restoreKilledAt(backup: string, target: string, moment: () => boolean): Promise<void> {
  const args = ['--import', './kit/preflight.js', 'stack/src/restore.ts', backup];
  const child = spawn(process.execPath, args, { cwd, env: { ...process.env, DATA_DIR: target }, stdio: 'ignore' });
  const ended = once(child, 'exit');
  while (!moment() && child.exitCode === null) await sleep(2);
  child.kill('SIGKILL');
  await ended;
}

test('a restore that is killed leaves no shop that gives order numbers again: it is refused by name, and the next restore is whole', async () => {
  const [dataDir, backups] = [folder(), folder()];
  await prepareFolder(dataDir, 'demo');
  const shop = await startStack({ dataDir, seed: 'demo', purpose: 'a test' });
  const basket = purchase('before-the-backup', [{ sku: 'MUG-CLASSIC', quantity: 1 }], { email: 'ada@example.net' });
  const before = await placeOrder(shop.url, basket);
  await shop.stop();
  const backup = join(backups, 'whole');
  expect(await runCommand('backup', [backup], { DATA_DIR: dataDir })).toMatchObject({ code: 0 });
  const target = join(folder(), 'shop');
  const moments = [
    () => existsSync(target) && readdirSync(target).some((name) => name.startsWith('postgres.made-')),
    isThere(join(target, 'postgres')),
    isThere(join(target, 'postgres.log')),
  ];
  for (const moment of moments) {
    await restoreKilledAt(backup, target, moment);
    await expect(startStack({ dataDir: target, seed: 'demo', purpose: 'a test' })).rejects.toThrow(
      /a restore to .* was ended before it was whole/,
    );
  }
  expect(await runCommand('restore', [backup], { DATA_DIR: target })).toMatchObject({ code: 0 });
  const again = await startStack({ dataDir: target, purpose: 'a test' });
  onTestFinished(() => again.stop());
  expect(await placeOrder(again.url, basket)).toMatchObject({ ...before, replayed: true });
});
