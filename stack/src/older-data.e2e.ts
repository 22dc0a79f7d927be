import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkOut } from './testing/check-out.ts';
import { landedVersions } from './testing/landed-versions.ts';
import { ask, liveIn, place, purchases, readOrders, signIn, untoldOrders } from './testing/lived-in.ts';
import { dataFolder, npmStart, type Started } from './testing/npm-start.ts';

async function stop(started: Started): Promise<void> {
  started.signal('SIGINT');
  await started.ended;
}

async function run(dataDir: string, script: string): Promise<{ code: number | null; output: string }> {
  const { ended, output } = npmStart(dataDir, {}, script);
  return { code: await ended, output: output() };
}

/** What Grace has in her cart; undefined of a version in which nobody had one of their own. There it is the newest that she left behind. */
async function readCart(url: string): Promise<string[] | undefined> {
  type Mine = { me: { cart: { lines: { sku: string }[] } } };
  const asked = await ask<Mine>(url, '{ me { cart { lines { sku } } } }', {}, await signIn(url, 'grace@example.com')).catch(
    (error: Error) => error,
  );
  if (!(asked instanceof Error)) return asked.me.cart.lines.map(({ sku }) => sku);
  expect(asked.message).toContain('Cannot query field');
  return undefined;
}

test.each(landedVersions)('a shop that %s opened goes on under this version, in its folder or where it was moved to', async (commit) => {
  const [made, moved] = [dataFolder(), dataFolder()];
  const before = npmStart(made, {}, 'start', await checkOut(commit));
  await before.ready();
  const bought = await liveIn(before.url);
  expect(bought.map(({ __typename, replayed }) => [__typename, replayed])).toEqual(bought.map(() => ['OrderPlaced', false]));
  // The last one is being settled still.
  await expect.poll(async () => (await readOrders(before.url)).filter(({ paymentStatus }) => paymentStatus === 'AUTHORIZED')).toEqual([]);
  const orders = await readOrders(before.url);
  const cart = await readCart(before.url);
  await stop(before);

  renameSync(made, moved);
  const now = npmStart(moved);
  await now.ready();
  expect(await readOrders(now.url)).toEqual(orders);
  await expect.poll(() => untoldOrders(now.url), { timeout: 60_000 }).toEqual([]);
  for (const [index, { input, by }] of purchases.entries())
    expect(await place(now.url, input, by && (await signIn(now.url, `${by}@example.com`)))).toEqual({ ...bought[index], replayed: true });
  // Who bought as a guest has signed up, or in, meanwhile: it is the same purchase still.
  const [first] = purchases;
  expect(await place(now.url, { ...first?.input, idempotencyKey: 'bought now' })).toMatchObject({ replayed: false });
  expect(await readCart(now.url)).toEqual(cart ?? ['MUG-CLASSIC']);
  await stop(now);

  renameSync(moved, made);
  expect(await run(made, 'doctor')).toMatchObject({ code: 0, output: expect.stringContaining('0 violations') as string });

  renameSync(join(made, 'postgres'), join(made, 'mislaid'));
  const { code, output } = await run(made, 'start');
  expect(output).toMatch(/^DATA_DIR: the data of .* is gone: there is no PostgreSQL cluster at .*postgres; put it back there, or .*\.$/m);
  expect(code).toBe(1);
  renameSync(join(made, 'mislaid'), join(made, 'postgres'));
});
