import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { signIn } from '../support/ask.ts';
import { makeDataFolder, removeDataFolder } from '../support/data-folder.ts';
import { preflight } from '../support/programs.ts';
import { runDoctor } from '../support/run-doctor.ts';
import { type StackProcess, startStackProcess } from '../support/stack-process.ts';
import { type CrashShop, openCrashShop } from './crash-shop.ts';
import { createDice, seedOfRun } from './dice.ts';
import { allFailpoints, scriptOf } from './failpoints.ts';
import { runMatrix, sampleCells } from './matrix.ts';
import { placeAndPay } from './scripts.ts';

const delivery = allFailpoints().filter((name) => scriptOf(name) === 'deliver');

test('every failpoint has a story that reaches it', () => {
  expect(allFailpoints().filter((name) => scriptOf(name) === undefined)).toEqual([]);
});

describe('one process a room', () => {
  let shop: CrashShop | undefined;
  afterAll(() => shop?.close());

  test('a room dies once in each step of the saga, and the placement comes to its right end', { timeout: 1_200_000 }, async () => {
    const seed = seedOfRun();
    console.log(`CRASH_SEED=${seed}`);
    shop = await openCrashShop();
    // All of them take twice as long: npm run crash -- --matrix.
    const results = await runMatrix(shop, sampleCells(createDice(seed)), ({ cell, ms, failure }) =>
      console.log(`${cell} ${ms} ms ${failure ?? ''}`),
    );
    expect(results.filter(({ failure }) => failure !== undefined)).toEqual([]);
    expect(await shop.violations()).toEqual([]);
    // A name that no code passes kills nothing: that a process died is the proof that the code was there.
    expect(await runMatrix(shop, ['orders.release_stock.no_such_place'], () => undefined)).toEqual([
      expect.objectContaining({ failure: expect.stringContaining('did not die there') }),
    ]);
  });
});

describe('a process that delivers', { timeout: 600_000 }, () => {
  const dataDir = makeDataFolder();
  let stack: StackProcess | undefined;
  afterAll(async () => {
    await stack?.killEverything();
    removeDataFolder(dataDir);
  });

  test('dies at each failpoint, and the next one ships each order once', async () => {
    stack = await startStackProcess(dataDir);
    const shop = { url: stack.url, token: await signIn(stack.url, 'ada@example.com') };
    const orderIds = await Promise.all(delivery.map((point) => placeAndPay(shop, `delivery ${point}`)));
    expect(await stack.stop()).toBe('0');
    for (const [index, point] of delivery.entries())
      expect(await deliver(dataDir, [orderIds[index] ?? ''], `${point}=kill`), point).toBe('SIGKILL');
    // A name that no code passes kills nothing: dying is proof that the code was there.
    expect(await deliver(dataDir, orderIds, 'orders.no_such_step.before_call=kill')).toBe(`0 ${delivery.map(() => 'SHIPPED').join()}`);
    const { exitCode, output } = await runDoctor(dataDir);
    expect(exitCode, output).toBe(0);
  });
});

/** How the process that delivers ended, and what it said. */
function deliver(dataDir: string, orderIds: readonly string[], points: string): Promise<string> {
  const program = fileURLToPath(new URL('deliver.ts', import.meta.url));
  return new Promise((resolve) => {
    const env = { ...process.env, NODE_COMPILE_CACHE: join(dataDir, 'compile-cache'), CARTOGRAPH_FAILPOINTS: points };
    const args = ['--import', preflight, program, dataDir, ...orderIds];
    const child = execFile(process.execPath, args, { env, timeout: 120_000 }, (error, stdout) =>
      resolve(`${child.signalCode ?? child.exitCode ?? error?.message} ${stdout.trim()}`.trim()),
    );
  });
}
