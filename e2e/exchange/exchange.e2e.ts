import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { makeDataFolder, removeDataFolder } from '../support/data-folder.ts';
import { runDoctor } from '../support/run-doctor.ts';
import { watchCommand } from '../support/watch-command.ts';
import { judge } from './bounds.ts';
import { travel } from './journey.ts';

const [one, other] = [makeDataFolder(), makeDataFolder()];
afterAll(() => {
  for (const dataDir of [one, other]) removeDataFolder(dataDir);
});

/** npm run exchange:long does the same with a hundred thousand. */
const products = 500;
/** Three shops and nine commands are started one after the other: on a machine with other work each takes half a minute. */
const slowestMs = 1_200_000;

test(
  'a catalogue comes in, killed in the middle and gone on with, goes out, and is the same in another shop',
  async () => {
    const told: string[] = [];
    const travelled = await travel({ products, one, other, say: (line) => told.push(line) });
    const missed = judge(products, travelled).filter(({ kept }) => !kept);
    expect(missed, told.join('\n')).toEqual([]);
    for (const dataDir of [one, other]) expect(await runDoctor(dataDir)).toMatchObject({ exitCode: 0 });
  },
  slowestMs,
);

test('a file that cannot be is told in one sentence, with an exit code of its own', async () => {
  expect(await watchCommand('import', one, 'products', join(one, 'none.csv'))).toMatchObject({
    exitCode: 2,
    output: expect.stringContaining('there is no such file') as string,
  });
  const file = join(one, 'wrong.csv');
  writeFileSync(file, 'sku,colour\nA,red\n');
  expect(await watchCommand('import', one, 'products', file)).toMatchObject({
    exitCode: 1,
    output: expect.stringContaining('it has "colour"') as string,
  });
});
