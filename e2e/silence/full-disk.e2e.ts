import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, closeSync, openSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runningStack } from '@cartograph/kit/data-dir';
import { expect, onTestFinished, test } from 'vitest';
import { killPostgres, makeDataFolder, removeDataFolder } from '../support/data-folder.ts';
import { placeOrder, purchase } from '../support/place-order.ts';
import { preflight } from '../support/programs.ts';
import { until } from '../support/until.ts';

/** A data folder on a small disk of its own, in memory; undefined where we may not make one. */
function smallDisk(): string | undefined {
  const folder = makeDataFolder();
  try {
    execFileSync('/usr/bin/mount', ['-t', 'tmpfs', '-o', 'size=300m,mode=755', 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    removeDataFolder(folder);
    return undefined;
  }
  return folder;
}

async function startOn(dataDir: string) {
  const full = openSync('/dev/full', 'w');
  const child = spawn(process.execPath, ['--import', preflight, fileURLToPath(new URL('../../stack/src/main.ts', import.meta.url))], {
    env: { PATH: process.env['PATH'], DATA_DIR: dataDir, PORT: '0', METRICS_PORT: '0', SEED: 'demo', LOG_LEVEL: 'info' },
    stdio: ['ignore', full, full],
  });
  closeSync(full);
  const ended = once(child, 'exit');
  await until(
    () => Promise.resolve(runningStack(dataDir)?.url),
    (url) => typeof url === 'string' || child.exitCode !== null,
    90_000,
  );
  const url = runningStack(dataDir)?.url;
  if (!url) throw new Error(`the shop ended with ${child.exitCode}`);
  return { child, url, ended };
}

test.skipIf(process.platform !== 'linux' || process.getuid?.() !== 0)(
  'a shop whose log and whose data have no space left lives, says so for as long, and sells on when there is space',
  async ({ skip }) => {
    const dataDir = smallDisk();
    if (dataDir === undefined) return skip('no disk may be mounted here');
    let stop = (): Promise<unknown> => Promise.resolve();
    onTestFinished(async () => {
      await stop();
      killPostgres(dataDir);
      execFileSync('/usr/bin/umount', ['-l', dataDir]);
      removeDataFolder(dataDir);
    });
    const { child, url, ended } = await startOn(dataDir);
    stop = () => {
      child.kill('SIGTERM');
      return ended;
    };
    const ready = async (): Promise<string> => (await fetch(`${url}/health/ready`)).text();
    const buy = (key: string) =>
      placeOrder(url, purchase(key, [{ sku: 'MUG-CLASSIC', quantity: 1 }], { email: 'guest@example.com', waitMs: 1_000 })).catch(
        () => undefined,
      );
    expect(await buy('disk 1')).toMatchObject({ kind: 'OrderPlaced' });

    const fill = join(dataDir, 'somebody-elses-file');
    const some = Buffer.alloc(64 * 1024);
    // Until it is refused: the shop writes, too, so that nobody can say beforehand how much there is.
    const fillUp = (): void => {
      for (;;) appendFileSync(fill, some);
    };
    expect(fillUp).toThrow('ENOSPC');
    // The checkpoint that follows a start may give some of the log's files back in between.
    const looked = (): Promise<string> => {
      expect(fillUp).toThrow('ENOSPC');
      return ready();
    };
    await until(looked, (said) => said.includes('its database has no space left on its disk'), 60_000);
    // Not for a moment only: each look writes, and what it frees by failing is no space.
    const said: string[] = [];
    for (let turn = 0; turn < 8; turn += 1) {
      said.push(await ready());
      await new Promise((resolve) => setTimeout(resolve, 1_100));
    }
    expect(said.filter((text) => !text.includes('no space left'))).toEqual([]);
    await buy('disk 2');
    expect(child.exitCode).toBeNull();

    rmSync(fill);
    await until(ready, (text) => text.includes('"ok"'), 60_000);
    for (const key of ['disk 1', 'disk 2', 'disk 3'])
      await until(
        () => buy(key),
        (answer) => answer?.kind === 'OrderPlaced',
        60_000,
      );
  },
);
