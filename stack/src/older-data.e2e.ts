import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkOut } from './testing/check-out.ts';
import { landedVersions } from './testing/landed-versions.ts';
import { dataFolder, npmStart, type Started } from './testing/npm-start.ts';
import { firstOrder } from './welcome.ts';

/** What placeOrder answers: `replayed` and the order. */
async function place(url: string, key: string): Promise<{ replayed: boolean; order: { number: string } }> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: firstOrder(key) }),
  });
  const { data } = (await response.json()) as { data: { placeOrder: { replayed: boolean; order: { number: string } } } };
  return data.placeOrder;
}

async function stop(started: Started): Promise<void> {
  started.signal('SIGINT');
  await started.ended;
}

async function run(dataDir: string, script: string): Promise<{ code: number | null; output: string }> {
  const { ended, output } = npmStart(dataDir, {}, script);
  return { code: await ended, output: output() };
}

test.each(landedVersions)('a shop that %s opened goes on under this version, in its folder or where it was moved to', async (commit) => {
  const [made, moved] = [dataFolder(), dataFolder()];
  const before = npmStart(made, {}, 'start', await checkOut(commit));
  await before.ready();
  const order = await place(before.url, 'bought before');
  expect(order).toMatchObject({ replayed: false, order: { number: expect.stringMatching(/^C-/) as string } });
  await stop(before);

  renameSync(made, moved);
  const now = npmStart(moved);
  await now.ready();
  expect(await place(now.url, 'bought before')).toEqual({ ...order, replayed: true });
  expect(await place(now.url, 'bought now')).toMatchObject({ replayed: false });
  await stop(now);

  renameSync(moved, made);
  expect(await run(made, 'doctor')).toMatchObject({ code: 0, output: expect.stringContaining('0 violations') as string });

  renameSync(join(made, 'postgres'), join(made, 'mislaid'));
  const { code, output } = await run(made, 'start');
  expect(output).toMatch(/^DATA_DIR: the data of .* is gone: there is no PostgreSQL cluster at .*postgres; put it back there, or .*\.$/m);
  expect(code).toBe(1);
  renameSync(join(made, 'mislaid'), join(made, 'postgres'));
});
