import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { signIn } from '../support/ask.ts';
import { makeDataFolder, removeDataFolder } from '../support/data-folder.ts';
import { runDoctor } from '../support/run-doctor.ts';
import { type StackProcess, startStackProcess } from '../support/stack-process.ts';
import { allFailpoints, scriptOf } from './failpoints.ts';
import { placeAndPay, type Shop, tell } from './scripts.ts';
import { untilFinished } from './unfinished.ts';

/** Side by side: a shop that has died is mostly waited for, until its lease of 3 s runs out. */
const laneCount = 3;

const failpoints = allFailpoints();
const delivery = failpoints.filter((name) => scriptOf(name) === 'deliver');
const told = failpoints.filter((name) => !delivery.includes(name));
const opened: { dataDir: string; stack?: StackProcess }[] = [];

afterAll(async () => {
  for (const { dataDir, stack } of opened) {
    await stack?.killEverything();
    removeDataFolder(dataDir);
  }
});

test('every failpoint has a story that reaches it', () => {
  expect(failpoints.filter((name) => scriptOf(name) === undefined)).toEqual([]);
});

describe.concurrent('the shop dies once at each failpoint and ends what it had begun', { timeout: 600_000 }, () => {
  const lanes = Array.from({ length: laneCount }, (_, lane) => told.filter((_, index) => index % laneCount === lane));
  test.for(lanes.map((points, index) => ({ lane: index + 1, points })))('lane $lane', async ({ lane, points }) => {
    const place: (typeof opened)[number] = { dataDir: makeDataFolder() };
    opened.push(place);
    let shop = await openShop(place);
    const failures: string[] = [];
    for (const point of points) {
      const started = performance.now();
      const { next, failure } = await dieAt(place, shop, point);
      shop = next;
      if (failure !== undefined) failures.push(`${point}: ${failure}`);
      console.log(`lane ${lane}: ${point} ${Math.round(performance.now() - started)} ms ${failure ?? ''}`);
    }
    expect(failures).toEqual([]);
    const { exitCode, output } = await runDoctor(place.dataDir);
    expect(exitCode, output).toBe(0);
    expect(await shop.stack.stop()).toBe('0');
  });

  test('while it delivers', async () => {
    const place: (typeof opened)[number] = { dataDir: makeDataFolder() };
    opened.push(place);
    const shop = await openShop(place);
    const orderIds = await Promise.all(delivery.map((point) => placeAndPay(shop, `delivery ${point}`)));
    expect(await shop.stack.stop()).toBe('0');
    for (const [index, point] of delivery.entries())
      expect(await deliver(place.dataDir, [orderIds[index] ?? ''], `${point}=kill`), point).toBe('SIGKILL');
    // A name that no code passes kills nothing: dying is proof that the code was there.
    expect(await deliver(place.dataDir, orderIds, 'orders.no_such_step.before_call=kill')).toBe(
      `0 ${delivery.map(() => 'SHIPPED').join()}`,
    );
    const { exitCode, output } = await runDoctor(place.dataDir);
    expect(exitCode, output).toBe(0);
  });
});

/** How the process that delivers ended, and what it said. */
function deliver(dataDir: string, orderIds: readonly string[], points: string): Promise<string> {
  const program = fileURLToPath(new URL('deliver.ts', import.meta.url));
  return new Promise((resolve) => {
    const env = { ...process.env, CARTOGRAPH_FAILPOINTS: points };
    const child = execFile(process.execPath, [program, dataDir, ...orderIds], { env, timeout: 60_000 }, (error, stdout) =>
      resolve(`${child.signalCode ?? child.exitCode ?? error?.message} ${stdout.trim()}`.trim()),
    );
  });
}

async function openShop(place: (typeof opened)[number]): Promise<Shop> {
  place.stack = await startStackProcess(place.dataDir);
  return { stack: place.stack, token: await signIn(place.stack.url, 'ada@example.com') };
}

/** One death and what comes after; gives the shop that runs then. */
async function dieAt(place: (typeof opened)[number], shop: Shop, point: string): Promise<{ next: Shop; failure?: string }> {
  try {
    const mustHold = await tell(shop, point);
    const how = await Promise.race([shop.stack.ended, new Promise<string>((resolve) => setTimeout(resolve, 15_000, 'still running'))]);
    if (how !== 'SIGKILL') throw new Error(`the shop did not die there: ${how}`);
    const next = await openShop(place);
    await mustHold(next);
    const { unfinished } = await untilFinished(next.stack.databases['orders'] ?? '');
    return unfinished.length > 0 ? { next, failure: unfinished.join('; ') } : { next };
  } catch (error) {
    await place.stack?.killEverything();
    return { next: await openShop(place), failure: `${error instanceof Error ? error.message : String(error)}` };
  }
}
