import { appendFileSync, cpSync, existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { examinePersistent } from '@cartograph/stack/doctor/persistent';
import { startStack } from '@cartograph/stack/start-stack';
import { prepareFolder } from '@cartograph/stack/testing/prepared-folder';
import { expect, onTestFinished, test } from 'vitest';
import { makeDataFolder, removeDataFolder } from '../support/data-folder.ts';
import { type Answer, placeOrder, purchase, readOrder } from '../support/place-order.ts';
import { until } from '../support/until.ts';
import { runCommand } from './run-command.ts';

function folder(): string {
  const made = makeDataFolder();
  onTestFinished(() => removeDataFolder(made));
  return made;
}

type Placed = Extract<Answer, { kind: 'OrderPlaced' }>;
const basket = (key: string) => purchase(key, [{ sku: 'MUG-CLASSIC', quantity: 1 }], { email: `${key}@example.com` });

test('a shop that is backed up while people buy is the same shop elsewhere: every order of before, none twice, no number again', async () => {
  const [dataDir, backups, elsewhere] = [folder(), folder(), join(folder(), 'shop')];
  await prepareFolder(dataDir, 'demo');
  const shop = await startStack({ dataDir, seed: 'demo', purpose: 'a test' });
  onTestFinished(() => shop.stop());
  const placed = new Map<string, Placed>();
  let over = false;
  const crowd = Promise.all(
    Array.from({ length: 4 }, async (_, buyer) => {
      for (let count = 0; !over; count += 1) {
        const key = `backup-${buyer}-${count}`;
        const answer = await placeOrder(shop.url, basket(key)).catch(() => undefined);
        if (answer?.kind === 'OrderPlaced') placed.set(key, answer);
      }
    }),
  );
  const more = async (): Promise<void> => {
    const size = placed.size + 10;
    await until(
      () => Promise.resolve(placed.size),
      (now) => now >= size,
      120_000,
    );
  };
  await more();
  const before = new Map(placed);
  const backup = join(backups, 'first');
  const made = await runCommand('backup', [backup], { DATA_DIR: dataDir });
  expect(made).toMatchObject({ code: 0, output: expect.stringMatching(/^backup .* files, \d+ MB, in /m) as string });
  await more();
  over = true;
  await crowd;
  expect(placed.size).toBeGreaterThan(before.size);

  for (const file of ['secrets.json', 'manifest.json']) expect(statSync(join(backup, file)).mode & 0o777).toBe(0o600);
  expect(readdirSync(backups)).toEqual(['first']);
  expect(await runCommand('backup', [backup], { DATA_DIR: dataDir })).toMatchObject({
    code: 1,
    output: expect.stringContaining('is there already') as string,
  });
  expect(await runCommand('restore', [backup], { DATA_DIR: dataDir })).toMatchObject({
    code: 1,
    output: expect.stringContaining('is not empty') as string,
  });

  const restored = await runCommand('restore', [backup], { DATA_DIR: elsewhere });
  expect(restored).toMatchObject({ code: 0, output: expect.stringMatching(/order numbers go on after C-\d+/) as string });
  const again = await startStack({ dataDir: elsewhere, seed: 'demo', purpose: 'a test' });
  onTestFinished(() => again.stop());
  for (const [key, { id, number, accessToken, total }] of before) {
    expect(await placeOrder(again.url, basket(key))).toMatchObject({ kind: 'OrderPlaced', id, number, total, replayed: true });
    // The link that the guest was given opens the order there, too: the secret behind it came along.
    expect(await readOrder(again.url, id, accessToken)).toMatchObject({ number });
  }
  const told = new Set([...placed.values()].map(({ number }) => number));
  for (let count = 0; count < 5; count += 1) {
    const answer = await placeOrder(again.url, basket(`restored-${count}`));
    expect(answer.kind).toBe('OrderPlaced');
    if (answer.kind === 'OrderPlaced') expect(told).not.toContain(answer.number);
  }
  expect((await examinePersistent(again.databases, true)).violations).toEqual([]);
});

test('a stopped shop is backed up as well; a damaged or unfinished backup is refused, and leaves no half a shop', async () => {
  const [dataDir, backups] = [folder(), folder()];
  await prepareFolder(dataDir, 'none');
  const shop = await startStack({ dataDir, purpose: 'a test' });
  await shop.stop();
  const backup = join(backups, 'whole');
  expect(await runCommand('backup', [backup], { DATA_DIR: dataDir })).toMatchObject({ code: 0 });
  const harms: [name: string, harm: (copy: string) => void, sentence: RegExp][] = [
    ['one byte more', (copy) => appendFileSync(join(copy, 'postgres/PG_VERSION'), '\n'), /is damaged: postgres\/PG_VERSION/],
    ['other secrets', (copy) => appendFileSync(join(copy, 'secrets.json'), ' '), /is damaged: secrets\.json/],
    ['a file less', (copy) => rmSync(join(copy, 'postgres/global/pg_control')), /is damaged: postgres\/global\/pg_control/],
    ['a manifest that was changed', (copy) => appendFileSync(join(copy, 'manifest.json'), '}'), /is damaged: manifest\.json/],
    ['no manifest', (copy) => rmSync(join(copy, 'manifest.json')), /is no backup, or one that was never finished/],
  ];
  for (const [name, harm, sentence] of harms) {
    const [copy, target] = [join(backups, name), join(folder(), 'shop')];
    cpSync(backup, copy, { recursive: true });
    harm(copy);
    expect(await runCommand('restore', [copy], { DATA_DIR: target })).toMatchObject({
      code: 1,
      output: expect.stringMatching(sentence) as string,
    });
    if (existsSync(target)) expect(readdirSync(target)).toEqual([]);
  }
  const target = join(folder(), 'shop');
  expect(await runCommand('restore', [backup], { DATA_DIR: target })).toMatchObject({ code: 0 });
  const again = await startStack({ dataDir: target, purpose: 'a test' });
  await again.stop();
});
