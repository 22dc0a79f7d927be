import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeDataFolder, removeDataFolder } from '../support/data-folder.ts';
import { runDoctor } from '../support/run-doctor.ts';
import { type StackProcess, startStackProcess } from '../support/stack-process.ts';

const project = fileURLToPath(new URL('../../', import.meta.url));
const [one, other] = [makeDataFolder(), makeDataFolder()];
const shops: StackProcess[] = [];
/** Both shops are empty, and run while files come and go. */
beforeAll(async () => {
  for (const dataDir of [one, other]) shops.push(await startStackProcess(dataDir, 'none'));
});
afterAll(async () => {
  for (const shop of shops) await shop.stop();
  for (const dataDir of [one, other]) removeDataFolder(dataDir);
});

/** EXCHANGE_PRODUCTS=100000 is the long form; each has four variants. */
const products = Number(process.env['EXCHANGE_PRODUCTS'] ?? '500');

interface Ended {
  exitCode: number | null;
  output: string;
}

/** A command as a person types it; `meanwhile` is given the process. */
function run(dataDir: string, args: string[], meanwhile?: (child: ChildProcess) => void): Promise<Ended> {
  const child = spawn(process.execPath, ['--import', './kit/preflight.js', ...args], {
    cwd: project,
    env: { ...process.env, DATA_DIR: dataDir },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes: Buffer) => void (output += bytes.toString()));
  meanwhile?.(child);
  return new Promise((resolve) => child.once('close', (exitCode) => resolve({ exitCode, output })));
}

const importing = (dataDir: string, file: string, meanwhile?: (child: ChildProcess) => void) =>
  run(dataDir, ['stack/src/import.ts', 'products', file], meanwhile);
const exported = async (dataDir: string, name: string): Promise<string> => {
  const file = join(dataDir, name);
  expect(await run(dataDir, ['stack/src/export.ts', 'products', '--output', file])).toMatchObject({ exitCode: 0 });
  return readFileSync(file, 'utf8');
};

function catalogue(): string {
  const file = join(one, 'products.csv');
  const option = (size: number) =>
    `"[{""code"":""size"",""name"":""Size"",""value"":""s${size}"",""label"":""S${size}"",""color"":null,""valuePosition"":${size}}]"`;
  const rows = Array.from({ length: products * 4 }, (_, index) => {
    const [product, size] = [Math.floor(index / 4), index % 4];
    return `SKU-${String(product).padStart(6, '0')}-${size},thing-${product},"Thing, no. ${product}",PUBLISHED,red|blue,${option(size)},${100 + size}`;
  });
  writeFileSync(file, ['sku,slug,title,status,tags,options,weightGrams', ...rows, ''].join('\n'));
  return file;
}

test('a catalogue comes in, killed in the middle and gone on with, goes out, and is the same in another shop', async () => {
  const file = catalogue();
  const killed = await importing(one, file, (child) => {
    // Whatever it has done by then: nothing, some or all of it.
    setTimeout(() => child.kill('SIGKILL'), 4_000);
  });
  const again = await importing(one, file);
  expect(again.exitCode, killed.output + again.output).toBe(0);
  expect(again.output).toContain(`${products * 4} rows: `);
  const out = await exported(one, 'out.csv');
  expect(out.split('\r\n')).toHaveLength(products * 4 + 2);
  writeFileSync(join(other, 'in.csv'), out);
  const into = await importing(other, join(other, 'in.csv'));
  expect(into.output).toContain(`${products * 4} rows: ${products * 4} changed, 0 as they were, 0 refused`);
  expect(await exported(other, 'out.csv')).toBe(out);
  const same = await importing(other, join(other, 'in.csv'));
  expect(same.output).toContain(`0 changed, ${products * 4} as they were, 0 refused`);
  for (const dataDir of [one, other]) expect(await runDoctor(dataDir)).toMatchObject({ exitCode: 0 });
});

test('a file that cannot be is told in one sentence, with an exit code of its own', async () => {
  expect(await importing(one, join(one, 'none.csv'))).toMatchObject({
    exitCode: 2,
    output: expect.stringContaining('there is no such file') as string,
  });
  const file = join(one, 'wrong.csv');
  writeFileSync(file, 'sku,colour\nA,red\n');
  expect(await importing(one, file)).toMatchObject({ exitCode: 1, output: expect.stringContaining('it has "colour"') as string });
});
